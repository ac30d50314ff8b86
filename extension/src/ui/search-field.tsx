import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icon.tsx";
import { useShortcuts } from "./shortcuts.ts";

const pause = 200;

/** A search that reports what was typed once the typing pauses. */
export function SearchField({
  label,
  search,
  value,
}: {
  label: string;
  search: (text: string) => void;
  /** What is searched for, where somebody else holds it (the address does): shown unless typing. */
  value?: string;
}) {
  const [text, setText] = useState(value ?? "");
  const reported = useRef(text);
  useEffect(() => {
    const report = () => {
      reported.current = text.trim();
      search(reported.current);
    };
    if (value !== undefined && text.trim() === reported.current) return;
    const timer = setTimeout(report, pause);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    if (value === undefined || value === reported.current) return;
    reported.current = value;
    setText(value);
  }, [value]);
  useShortcuts([
    {
      key: "/",
      label: "Search",
      group: "This page",
      run: () => document.querySelector<HTMLElement>(".search .input")?.focus(),
    },
  ]);
  return (
    <div class="search">
      <Icon name="search" />
      <input
        type="search"
        class="input"
        aria-label={label}
        placeholder={label}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </div>
  );
}
