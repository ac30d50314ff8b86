import { useEffect, useState } from "preact/hooks";
import { Icon } from "./icon.tsx";
import { useShortcuts } from "./shortcuts.ts";

const pause = 200;

/** A search that reports what was typed once the typing pauses. */
export function SearchField({ label, search }: { label: string; search: (text: string) => void }) {
  const [text, setText] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => search(text.trim()), pause);
    return () => clearTimeout(timer);
  }, [text]);
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
