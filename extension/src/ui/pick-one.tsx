import { fold } from "@tagalong/shared/criteria/fold.ts";
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import "./pick-one.css";

export type Pick = { value: string; label: string; mark?: ComponentChildren };

const none: Pick = { value: "", label: "None" };

/**
 * A combobox with a list below it, of which one is chosen by typing, arrows and Enter, or by pressing;
 * the focus stays in the input. What was typed and is none of them is dropped again.
 */
export function PickOne({
  label,
  options,
  value,
  choose,
  openAtOnce,
  leave,
  ...wiring
}: {
  /** Its name, where no label element gives it one. */
  label?: string;
  options: readonly Pick[];
  /** "" for none. */
  value: string;
  choose: (value: string) => void;
  /** It stands for an edit that has begun: focused, with its list shown. */
  openAtOnce?: boolean;
  /** It was left without a choice: by a key, or because the focus went elsewhere. */
  leave?: (by: "key" | "leaving") => void;
  id?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(openAtOnce ?? false);
  const [at, setAt] = useState<number | null>(null);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const current = options.find((each) => each.value === value);
  const query = fold(typed ?? "");
  const all = value === "" ? options : [none, ...options];
  const found = query === "" ? all : best(options, query);
  // Who has emptied the text means none.
  const meant = typed === "" ? "" : value;
  const active = at ?? found.findIndex((each) => each.value === meant);
  const shown = found[Math.min(Math.max(active, query === "" ? -1 : 0), found.length - 1)];

  // At once, so that no key goes elsewhere.
  useLayoutEffect(() => {
    if (openAtOnce) input.current?.focus();
  }, []);
  useLayoutEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [active, open]);

  const close = () => {
    setOpen(false);
    setTyped(null);
    setAt(null);
  };
  const take = (pick: Pick | undefined) => {
    close();
    if (pick) choose(pick.value);
    else leave?.("key");
  };
  const move = (step: number) => {
    const from = shown ? found.indexOf(shown) : step > 0 ? -1 : found.length;
    if (open) setAt((from + step + found.length) % found.length);
    setOpen(true);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && open) take(shown);
    else if (event.key === "Escape" && (open || leave)) {
      // A dialog around it stays; an edit that it stands for ends.
      event.stopPropagation();
      close();
      leave?.("key");
    } else return;
    event.preventDefault();
  };

  return (
    <div class="pick-one" data-own-escape={open ? true : undefined}>
      <input
        {...wiring}
        ref={input}
        type="text"
        role="combobox"
        class="input"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && shown ? `${id}-${found.indexOf(shown)}` : undefined}
        autoComplete="off"
        spellcheck={false}
        placeholder={current ? current.label : "None"}
        value={typed ?? current?.label ?? ""}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setOpen(true)}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(null);
          setOpen(true);
        }}
        onKeyDown={onKey}
        onBlur={() => {
          close();
          leave?.("leaving");
        }}
      />
      <Icon name="chevron" size={14} />
      <ul
        ref={list}
        id={`${id}-list`}
        role="listbox"
        class="pick-one-list"
        aria-label={label ?? "Choices"}
        hidden={!open || found.length === 0}
      >
        {open &&
          found.map((each, index) => (
            <li
              key={each.value}
              id={`${id}-${index}`}
              role="option"
              class={classNames("pick-one-option", each.value === "" && "pick-one-none")}
              aria-selected={each.value === value}
              data-active={each === shown || undefined}
              onPointerMove={() => setAt(index)}
              // The focus stays in the input.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(each)}
            >
              {each.mark}
              <span class="truncate">{each.label}</span>
              {each.value === value && each.value !== "" && <Icon name="check" size={14} />}
            </li>
          ))}
      </ul>
      {open && found.length === 0 && (
        <p class="pick-one-list pick-one-note" role="status">
          Nothing matches.
        </p>
      )}
    </div>
  );
}

/** Those that begin with what was typed stand before those that hold it somewhere. */
function best(options: readonly Pick[], query: string): readonly Pick[] {
  const rank = (each: Pick) => {
    const label = fold(each.label);
    if (label.startsWith(query) || fold(each.value) === query) return 0;
    return label.includes(query) ? 1 : 2;
  };
  return options
    .map((each) => ({ each, rank: rank(each) }))
    .filter((one) => one.rank < 2)
    .sort((one, other) => one.rank - other.rank)
    .map((one) => one.each);
}
