export type PickerKey = {
  key: string;
  /** An input method is composing: every key is its own (CJK and others confirm with Enter). */
  composing: boolean;
  /** Ctrl or ⌘. */
  command: boolean;
  /** The key is held down: who clears what was typed takes no tag off by holding on. */
  repeat: boolean;
  typed: string;
  /** How many options are offered, and which of them is active. */
  options: number;
  active: number | null;
  chips: number;
};

export type PickerAction =
  | { kind: "move"; to: number }
  | { kind: "choose" }
  | { kind: "clear" }
  | { kind: "close" }
  | { kind: "last chip" }
  | { kind: "remove last" }
  | { kind: "undo" };

/** What a key in the picker's input means; null leaves it to the input (T8). */
export function pickerAction(pressed: PickerKey): PickerAction | null {
  const { key, composing, command, repeat, typed, options, active, chips } = pressed;
  if (composing) return null;
  const empty = typed === "";
  if (command) return key === "z" && empty ? { kind: "undo" } : null;
  switch (key) {
    case "ArrowDown":
      return options === 0
        ? null
        : { kind: "move", to: active === null ? 0 : (active + 1) % options };
    case "ArrowUp":
      return options === 0
        ? null
        : { kind: "move", to: active === null ? options - 1 : (active + options - 1) % options };
    case "Enter":
      return active === null ? null : { kind: "choose" };
    case "Escape":
      return { kind: empty ? "close" : "clear" };
    case "Backspace":
      return empty && chips > 0 && !repeat ? { kind: "remove last" } : null;
    case "ArrowLeft":
      return empty && chips > 0 ? { kind: "last chip" } : null;
    default:
      return null;
  }
}
