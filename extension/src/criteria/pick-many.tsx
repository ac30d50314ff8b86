import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icon.tsx";
import { sameAs, type Suggestion } from "./find-suggestions.ts";
import "./picks.css";
import { SuggestionPopup } from "./suggestion-popup.tsx";
import { useSuggestions } from "./use-suggestions.ts";

export type Chip = { value: string; label: string; look?: string; mark?: ComponentChildren };

/** Several values as chips. With `read` typed and pasted text become values too, a line each. */
export function PickMany({
  label,
  suggestions,
  chips,
  add,
  remove,
  read,
  limit,
  placeholder,
  nothing,
  wiring = {},
}: {
  label: string;
  suggestions: readonly Suggestion[];
  chips: readonly Chip[];
  add: (values: readonly string[]) => void;
  remove: (value: string) => void;
  /** The values that a text stands for; null where it stands for none. */
  read?: ((text: string) => string[] | null) | undefined;
  limit: number;
  placeholder: string;
  /** What to say where there is nothing to pick. */
  nothing: string;
  wiring?: { "aria-describedby"?: string | undefined; "aria-invalid"?: boolean };
}) {
  const box = useRef<HTMLDivElement>(null);
  const [leftOut, setLeftOut] = useState(0);
  const held = new Set(chips.map((chip) => chip.value));
  const room = limit - chips.length;
  const put = (values: readonly string[]) => {
    const fresh = [...new Set(values)].filter((value) => !held.has(value));
    setLeftOut(Math.max(0, fresh.length - room));
    if (fresh.length > 0 && room > 0) add(fresh.slice(0, room));
  };
  const state = useSuggestions({
    suggestions: suggestions.filter((each) => !held.has(each.value)),
    pick: ({ value }) => put([value]),
    typedOnly: (text) => {
      const same = sameAs(suggestions, text);
      const values = same ? [same.value] : (read?.(text) ?? null);
      if (values) put(values);
      return values !== null;
    },
  });
  const input = () => box.current?.querySelector("input") ?? null;
  const buttons = () => [...(box.current?.querySelectorAll<HTMLElement>(".pick-chip") ?? [])];
  const removeAt = (index: number) => {
    const chip = chips[index];
    if (!chip) return;
    (buttons()[index + 1] ?? buttons()[index - 1] ?? input())?.focus();
    setLeftOut(0);
    remove(chip.value);
  };

  const onChipKey = (event: KeyboardEvent, index: number) => {
    if (event.key === "Backspace" || event.key === "Delete") removeAt(index);
    else if (event.key === "ArrowLeft") buttons()[index - 1]?.focus();
    else if (event.key === "ArrowRight") (buttons()[index + 1] ?? input())?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onInputKey = (event: KeyboardEvent) => {
    const isEmpty = (state.typed ?? "") === "" && !event.isComposing;
    if (isEmpty && (event.key === "Backspace" || event.key === "ArrowLeft") && chips.length > 0) {
      event.preventDefault();
      buttons().at(-1)?.focus();
    } else if (event.key === "," && read && (state.typed ?? "").trim() !== "") {
      const values = read(state.typed ?? "");
      if (!values) return;
      event.preventDefault();
      put(values);
      state.type("");
    } else state.input.onKeyDown(event);
  };
  const onPaste = (event: ClipboardEvent) => {
    const lines = (event.clipboardData?.getData("text") ?? "").split(/[\n\t]+/);
    if (!read || lines.length < 2) return;
    event.preventDefault();
    put(lines.flatMap((line) => (line.trim() === "" ? [] : (read(line) ?? []))));
  };

  const note =
    leftOut > 0
      ? `A list holds ${limit.toLocaleString("en")} values; ${leftOut.toLocaleString("en")} did not fit.`
      : room <= 0
        ? `A list holds at most ${limit.toLocaleString("en")} values.`
        : room <= 50
          ? `Room for ${room} more values.`
          : null;
  return (
    <div ref={box} class="pick-many">
      <div
        ref={state.anchor}
        class="pick pick-wrap"
        onClick={(event) => {
          if (event.target === event.currentTarget) input()?.focus();
        }}
      >
        {chips.length > 0 && (
          <ul class="pick-chips" aria-label={`${label}: chosen`}>
            {chips.map((chip, index) => (
              <li key={chip.value}>
                <button
                  type="button"
                  class={`pick-chip ${chip.look ?? ""}`}
                  aria-label={`Remove ${chip.label}`}
                  title={chip.label}
                  onClick={() => removeAt(index)}
                  onKeyDown={(event) => onChipKey(event, index)}
                >
                  {chip.mark}
                  <span class="truncate">{chip.label}</span>
                  <Icon name="close" size={12} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          type="text"
          class="pick-input"
          aria-label={label}
          placeholder={chips.length === 0 ? placeholder : ""}
          disabled={room <= 0}
          value={state.typed ?? ""}
          onInput={(event) => state.type(event.currentTarget.value)}
          onPaste={onPaste}
          {...wiring}
          {...state.input}
          onKeyDown={onInputKey}
        />
        {state.open && (
          <SuggestionPopup
            id={state.id}
            label={label}
            anchor={state.anchor}
            suggestions={state.found}
            active={state.active}
            chosen={held}
            multiple
            note={state.found.length > 0 ? null : helpOf(state.typed, read, suggestions, nothing)}
            point={state.point}
            pick={state.take}
            close={state.close}
          />
        )}
      </div>
      {note && (
        <p class="pick-note" role="status">
          {note}
        </p>
      )}
    </div>
  );
}

function helpOf(
  typed: string | null,
  read: ((text: string) => string[] | null) | undefined,
  suggestions: readonly Suggestion[],
  nothing: string,
): string | null {
  const isBlank = (typed ?? "").trim() === "";
  if (read) return isBlank ? null : "Enter adds it. Paste a column to add many.";
  if (suggestions.length === 0) return nothing;
  return isBlank ? "All of them are chosen." : "Nothing matches.";
}
