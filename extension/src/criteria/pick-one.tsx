import { useEffect, useRef } from "preact/hooks";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import type { Suggestion } from "./find-suggestions.ts";
import { sameAs } from "./find-suggestions.ts";
import "./picks.css";
import { SuggestionPopup } from "./suggestion-popup.tsx";
import { useSuggestions } from "./use-suggestions.ts";

/** One of many, found by typing; with `free` any text will do, and suggestions only help. */
export function PickOne({
  label,
  suggestions,
  value,
  shown,
  pick,
  typing,
  free = false,
  placeholder,
  begin = false,
  wiring = {},
  look,
}: {
  label: string;
  suggestions: readonly Suggestion[];
  value: string | undefined;
  /** What the value is called where no suggestion says it. */
  shown?: string | undefined;
  pick: (value: string) => void;
  /** Hears what is typed, where suggestions are looked up elsewhere. */
  typing?: (text: string) => void;
  free?: boolean;
  placeholder: string;
  /** Focused and open from the start: it is the next thing to do. */
  begin?: boolean;
  wiring?: { "aria-describedby"?: string | undefined; "aria-invalid"?: boolean };
  look?: string;
}) {
  const field = useRef<HTMLInputElement>(null);
  const chosen = suggestions.find((each) => each.value === value);
  const state = useSuggestions({
    suggestions,
    current: value,
    pick: (suggestion) => {
      pick(suggestion.value);
      state.close();
    },
    typedOnly: (text) => {
      const same = sameAs(suggestions, text);
      if (same) pick(same.value);
      else if (free) pick(text.trim());
      state.setOpen(false);
      return same !== undefined || free;
    },
  });
  useEffect(() => {
    if (!begin) return;
    field.current?.focus();
    state.setOpen(true);
  }, []);
  const said = chosen?.label ?? shown ?? value ?? "";
  return (
    <div ref={state.anchor} class={classNames("pick", look)}>
      {state.typed === null && chosen?.mark}
      <input
        ref={field}
        type="text"
        class="pick-input"
        aria-label={label}
        placeholder={placeholder}
        title={said || undefined}
        value={state.typed ?? said}
        onInput={(event) => {
          state.type(event.currentTarget.value);
          typing?.(event.currentTarget.value);
        }}
        onFocus={(event) => event.currentTarget.select()}
        {...wiring}
        {...state.input}
      />
      <Icon name="chevron" size={12} />
      {state.open && (
        <SuggestionPopup
          id={state.id}
          label={label}
          anchor={state.anchor}
          suggestions={state.found}
          active={state.active}
          chosen={new Set(value === undefined ? [] : [value])}
          multiple={false}
          note={state.found.length > 0 || free ? null : "Nothing matches."}
          point={state.point}
          pick={state.take}
          close={state.close}
        />
      )}
    </div>
  );
}
