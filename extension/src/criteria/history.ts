import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";

const mostSteps = 200;

/** What the criteria were, are, and were before something was undone. */
export type History = {
  past: readonly Criteria[];
  present: Criteria;
  future: readonly Criteria[];
  /** What the last edit was of, so that typing one value is one step. */
  last: string | null;
};

export const startHistory = (present: Criteria): History => ({
  past: [],
  present,
  future: [],
  last: null,
});

export function edit(history: History, present: Criteria, what: string | null = null): History {
  const { past } = history;
  if (present === history.present) return history;
  const continues = what !== null && what === history.last;
  const steps = continues ? past : [...past, history.present].slice(-mostSteps);
  return { past: steps, present, future: [], last: what };
}

export function undo({ past, present, future }: History): History | null {
  const before = past.at(-1);
  if (!before) return null;
  return { past: past.slice(0, -1), present: before, future: [present, ...future], last: null };
}

export function redo({ past, present, future }: History): History | null {
  const [next, ...rest] = future;
  return next ? { past: [...past, present], present: next, future: rest, last: null } : null;
}
