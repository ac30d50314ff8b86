export type GridMove = "next" | "previous" | "pageDown" | "pageUp" | "first" | "last";

export type GridAction =
  | { kind: "move"; to: GridMove; extend: boolean }
  | { kind: "open" }
  | { kind: "check"; range: boolean }
  | { kind: "checkAll" };

const moves: Record<string, GridMove> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  PageDown: "pageDown",
  PageUp: "pageUp",
  Home: "first",
  End: "last",
};

type Key = Pick<
  KeyboardEvent,
  "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey" | "isComposing"
>;

/** What a key does in the grid. Inside a row its link and checkbox keep Enter and Space (`onRow`). */
export function gridAction(event: Key, onRow: boolean): GridAction | null {
  if (event.isComposing || event.altKey) return null;
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey) {
    return key.toLowerCase() === "a" ? { kind: "checkAll" } : null;
  }
  const to = moves[key];
  if (to) return { kind: "move", to, extend: shiftKey };
  if (!onRow) return null;
  if (key === "Enter") return { kind: "open" };
  if (key === " ") return { kind: "check", range: shiftKey };
  return null;
}
