import { useId, useRef, useState } from "preact/hooks";
import { findSuggestions, type Suggestion } from "./find-suggestions.ts";

type Asked = {
  suggestions: readonly Suggestion[];
  /** The one to begin at where nothing was typed. */
  current?: string | undefined;
  pick: (suggestion: Suggestion) => void;
  /** Enter and leaving, with text that was typed and nothing pointed at; false leaves it standing. */
  typedOnly: (text: string) => boolean;
};

/**
 * The state of an input with suggestions (WAI-ARIA combobox): the focus stays in it, arrows point,
 * Enter picks, Escape closes. `typed` is null where nothing is being typed.
 */
export function useSuggestions({ suggestions, current, pick, typedOnly }: Asked) {
  const id = useId();
  const anchor = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const found = open ? findSuggestions(suggestions, typed ?? "") : [];
  const isBlank = (typed ?? "").trim() === "";
  const wanted = pointed ?? (isBlank ? (current ?? null) : (found[0]?.value ?? null));
  const active = found.find((each) => each.value === wanted);

  const settle = () => {
    setTyped(null);
    setPointed(null);
  };
  const close = () => {
    setOpen(false);
    settle();
  };
  const type = (text: string) => {
    setTyped(text);
    setPointed(null);
    setOpen(true);
  };
  const take = (suggestion: Suggestion) => {
    settle();
    pick(suggestion);
  };
  const move = (by: number) => {
    if (!open) {
      setOpen(true);
      return;
    }
    const at = active ? found.indexOf(active) : by > 0 ? -1 : 0;
    const next = found[(at + by + found.length) % found.length];
    if (next) setPointed(next.value);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") {
      if (open && active) take(active);
      else if (!isBlank && typedOnly(typed ?? "")) settle();
      else if (!open) setOpen(true);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    anchor,
    open,
    typed,
    found,
    active,
    setOpen,
    close,
    take,
    type,
    point: (suggestion: Suggestion) => setPointed(suggestion.value),
    id,
    input: {
      role: "combobox" as const,
      "aria-autocomplete": "list" as const,
      "aria-expanded": open && found.length > 0,
      "aria-controls": open ? `${id}-list` : undefined,
      "aria-activedescendant": active && `${id}-${active.value}`,
      autoComplete: "off" as const,
      autoCapitalize: "none" as const,
      /** Undo belongs to the input as long as something is being typed. */
      "data-typing": !isBlank || undefined,
      spellcheck: false,
      onKeyDown,
      onClick: () => setOpen(true),
      onBlur: () => {
        if (!isBlank) typedOnly(typed ?? "");
        close();
      },
    },
  };
}
