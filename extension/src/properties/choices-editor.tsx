import type { PropertyUse } from "@tagalong/shared/contracts/property.ts";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { counted } from "../tags/tag-words.ts";
import { Button, IconButton } from "../ui/button.tsx";

const fold = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/** The choices in their order, one a line; Enter adds the next. */
export function ChoicesEditor({
  choices,
  change,
  former,
  use,
  error,
}: {
  choices: readonly string[];
  change: (choices: readonly string[]) => void;
  /** Those that were offered until now. */
  former: readonly string[];
  use: PropertyUse | null;
  error: string | null;
}) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [focus, setFocus] = useState<number | null>(null);
  // At once, so that no key goes elsewhere.
  useLayoutEffect(() => {
    if (focus === null) return;
    list.current?.querySelectorAll("input")[focus]?.focus();
    setFocus(null);
  }, [focus]);
  const kept = new Set(choices.map(fold));
  const held = former
    .filter((choice) => !kept.has(fold(choice)))
    .flatMap((choice) => {
      const contacts = use?.choices.find((one) => fold(one.choice) === fold(choice))?.contacts ?? 0;
      return contacts > 0
        ? [`${counted(contacts, "contact")} ${contacts === 1 ? "has" : "have"} “${choice}”`]
        : [];
    });
  const insert = (at: number) => {
    change([...choices.slice(0, at), "", ...choices.slice(at)]);
    setFocus(at);
  };
  const remove = (at: number) => {
    const rest = choices.filter((_, index) => index !== at);
    change(rest.length === 0 ? [""] : rest);
    setFocus(Math.max(0, at - 1));
  };
  return (
    <fieldset class="property-choices-editor" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class="field-label">Choices</legend>
      <ul ref={list}>
        {choices.map((choice, at) => (
          // Lines have no identity but their place.
          <li key={at}>
            <input
              class="input"
              aria-label={`Choice ${at + 1}`}
              aria-invalid={error !== null}
              autoComplete="off"
              maxLength={100}
              value={choice}
              onInput={(event) => change(choices.with(at, event.currentTarget.value))}
              onKeyDown={(event) => {
                if (event.isComposing) return;
                if (event.key === "Enter" && choice.trim() !== "") insert(at + 1);
                else if (event.key === "Backspace" && choice === "" && choices.length > 1) {
                  remove(at);
                } else return;
                event.preventDefault();
              }}
            />
            <IconButton
              label={`Remove ${choice || `choice ${at + 1}`}`}
              icon="close"
              size="sm"
              onClick={() => remove(at)}
            />
          </li>
        ))}
      </ul>
      <Button size="sm" look="quiet" icon="plus" onClick={() => insert(choices.length)}>
        Add a choice
      </Button>
      {held.length > 0 && (
        <p class="field-hint" role="status">
          {held.join(", ")}. They keep it, and rules that name it still find them; it can no longer
          be chosen.
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
