import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import "./choice-list.css";
import { Icon } from "./icon.tsx";

export type Choice = { value: number; label: string; mark?: ComponentChildren };

/** More are found by typing. */
const mostShown = 200;

/** A search over choices of which several can be ticked; the focus stays in its input. */
export function ChoiceList({
  label,
  choices,
  chosen,
  change,
  nothing,
}: {
  label: string;
  choices: readonly Choice[];
  chosen: readonly number[];
  change: (chosen: readonly number[]) => void;
  /** What to say where there is nothing to choose. */
  nothing: string;
}) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const query = fold(typed);
  const found = choices.filter((each) => fold(each.label).includes(query)).slice(0, mostShown);
  const active = Math.min(at, found.length - 1);
  const toggle = (choice: Choice | undefined) => {
    if (!choice) return;
    const rest = chosen.filter((value) => value !== choice.value);
    change(rest.length < chosen.length ? rest : [...chosen, choice.value]);
  };

  useLayoutEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") setAt(Math.min(active + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(active - 1, 0));
    else if (event.key === "Enter") toggle(found[active]);
    else return;
    event.preventDefault();
  };

  return (
    <div class="choices">
      <input
        type="text"
        role="combobox"
        class="choices-input"
        data-autofocus
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={found[active] && `${id}-${found[active].value}`}
        autoComplete="off"
        spellcheck={false}
        placeholder={label}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <ul
        ref={list}
        id={`${id}-list`}
        role="listbox"
        class="choices-list"
        aria-label={label}
        aria-multiselectable
        hidden={found.length === 0}
      >
        {found.map((choice, index) => {
          const ticked = chosen.includes(choice.value);
          return (
            <li
              key={choice.value}
              id={`${id}-${choice.value}`}
              role="option"
              class="choices-option"
              aria-selected={ticked}
              data-active={index === active || undefined}
              onPointerMove={() => setAt(index)}
              // The focus stays in the input.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => toggle(choice)}
            >
              <span class="choices-tick" aria-hidden="true">
                {ticked && <Icon name="check" size={12} />}
              </span>
              {choice.mark}
              <span class="truncate">{choice.label}</span>
            </li>
          );
        })}
      </ul>
      <p class="choices-note" role="status">
        {found.length === 0 && (choices.length === 0 ? nothing : "Nothing matches.")}
      </p>
    </div>
  );
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase().trim();
