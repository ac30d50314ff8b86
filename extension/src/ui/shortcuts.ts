import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

export type Shortcut = {
  key: string;
  label: string;
  group: string;
  run: () => void;
};

/** The single-key shortcuts of what is on the page now; the help dialog lists them. */
export const activeShortcuts = signal<readonly Shortcut[]>([]);

/** Single keys disturb speech input and slips of the hand, so they can be switched off (WCAG 2.1.4). */
export const shortcutsOn = signal(true);

/** Offers shortcuts for as long as the component is on the page. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    activeShortcuts.value = [...activeShortcuts.peek(), ...shortcuts];
    return () => {
      activeShortcuts.value = activeShortcuts.peek().filter((each) => !shortcuts.includes(each));
    };
  });
}

/** The shortcut that a key press means, if any: the one offered last wins. */
export function shortcutFor(event: KeyboardEvent): Shortcut | undefined {
  if (!shortcutsOn.peek() || event.defaultPrevented || event.isComposing) return undefined;
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (isTyping(event.target)) return undefined;
  return activeShortcuts.peek().findLast((each) => each.key === event.key);
}

export function listenForShortcuts(): () => void {
  const listen = (event: KeyboardEvent) => {
    const shortcut = shortcutFor(event);
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  };
  addEventListener("keydown", listen);
  return () => removeEventListener("keydown", listen);
}

const ownsKeys = "input, textarea, select, [contenteditable], [role=menu], [role=dialog]";

const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.closest(ownsKeys) !== null;
