import { checkCriteria, flagCriteria } from "@tagalong/shared/criteria/check.ts";
import type { Subject } from "@tagalong/shared/criteria/context.ts";
import type { Condition, Criteria, Node } from "@tagalong/shared/criteria/criteria.ts";
import type { CriteriaProblem } from "@tagalong/shared/criteria/problem.ts";
import { conditionsOf, segmentsReferredTo } from "@tagalong/shared/criteria/references.ts";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Builder } from "./builder-context.ts";
import { finishedPart, isAbout } from "./finished-part.ts";
import { edit, redo, startHistory, undo, type History } from "./history.ts";
import { keyOf } from "./node-keys.ts";
import {
  childrenOf,
  insertAt,
  moveBy,
  nodeAt,
  pathOf,
  removeAt,
  replaceAt,
  type Place,
} from "./tree.ts";
import { useLiveCounts } from "./use-live-counts.ts";
import type { World } from "./use-world.ts";

export type ShownProblem = { path?: string | undefined; message: string };

type Asked = {
  value: Criteria;
  onChange: (criteria: Criteria, problems: readonly CriteriaProblem[]) => void;
  subject: Subject;
  problems: readonly ShownProblem[];
  world: World;
};

/** The edited criteria with their history, what is wrong with them, and every edit there is. */
export function useBuilderState({ value, onChange, subject, problems, world }: Asked) {
  const [history, setHistory] = useState(() => startHistory(value));
  const [said, setSaid] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const focusNext = useRef<string | null>(null);
  const root = history.present;

  const own = useMemo(() => check(root, subject, world), [root, subject, world]);
  const finished = useMemo(() => finishedPart(root, own), [root, own]);
  const counts = useLiveCounts(finished, subject === "contact");
  const flags = useMemo(() => flag(root, world), [root, world]);

  const come = (next: History) => {
    setHistory(next);
    onChange(next.present, check(next.present, subject, world));
  };

  // Criteria set from outside; what comes back of our own, whole or its finished part, is no news.
  const given = JSON.stringify(value);
  useEffect(() => {
    if (given === JSON.stringify(root) || given === JSON.stringify(finished)) return;
    setHistory(edit(history, value));
  }, [given]);

  useLayoutEffect(() => {
    const key = focusNext.current;
    focusNext.current = null;
    if (key === null) return;
    const node = key === "" ? box.current : box.current?.querySelector(`[data-node="${key}"]`);
    const control = node?.querySelector<HTMLElement>("input, select, button:not(:disabled)");
    (key === "" ? (box.current ?? control) : control)?.focus();
  });

  const change: Builder["change"] = (next, { what, focus, say = "" } = {}) => {
    if (focus !== undefined) focusNext.current = focus;
    setSaid(say);
    come(edit(history, next, what ?? null));
  };
  const builder: Builder = {
    root,
    subject,
    world,
    counts,
    conditions: [...conditionsOf(root)].length,
    notesAt: (place) => notesAt(root, place, { own, given: problems, flags }),
    change,
    setCondition: (place, condition, what) =>
      change(replaceAt(root, place, condition), what === undefined ? {} : { what }),
    add: (group, node) => {
      const size = childrenOf(nodeAt(root, group) ?? root).length;
      change(insertAt(root, [...group, size], node), { say: "Added." });
    },
    remove: (place) => {
      const next = removeAt(root, place);
      change(next, { focus: afterRemoval(next, place), say: "Deleted. Ctrl+Z undoes it." });
    },
    move: (place, by) => {
      const moved = moveBy(root, place, by);
      if (!moved) setSaid("It is at the edge already.");
      else {
        const focus = keyOf(nodeAt(root, place) ?? root);
        change(moved.criteria, { focus, say: `Moved to place ${sayPlace(moved.place)}.` });
      }
    },
  };

  const goTo = (next: History | null, say: string) => {
    if (!next) return;
    setSaid(say);
    come(next);
    // The focused control may be gone; the keys must stay with the builder.
    requestAnimationFrame(() => {
      if (!box.current?.contains(document.activeElement)) box.current?.focus();
    });
  };
  const before = undo(history);
  const undoNow = before ? () => goTo(before, "Undone.") : null;

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.isComposing || !target) return;
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && (key === "z" || key === "y")) {
      if (target.closest("[data-typing]")) return;
      if (key === "y" || event.shiftKey) goTo(redo(history), "Done again.");
      else undoNow?.();
    } else if (event.altKey && (key === "arrowup" || key === "arrowdown")) {
      const node = target.closest("[data-node]")?.getAttribute("data-node");
      const place = node ? placeOfKey(root, node) : null;
      if (place && place.length > 0) builder.move(place, key === "arrowup" ? -1 : 1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const unfinished = builder.conditions - [...conditionsOf(finished)].length;
  return { builder, finished, unfinished, box, said, undo: undoNow, onKeyDown };
}

function check(root: Criteria, subject: Subject, { context, known }: World) {
  const { properties, names } = context;
  const ids = (each: ReadonlyMap<number, string> | undefined) => each && new Set(each.keys());
  const { errors = [] } = checkCriteria(root, {
    subject,
    properties,
    // Deleted ones may stay where they are named: they are flagged, not refused.
    known: { tags: ids(names?.tags), agents: ids(known.agents), queues: ids(known.queues) },
    allowEmpty: true,
  });
  return errors;
}

function flag(root: Criteria, { context, known }: World) {
  const { segments } = known;
  const gone = segments ? segmentsReferredTo(root, []).filter((id) => !segments.has(id)) : [];
  const flags = flagCriteria(root, { ...context, deletedSegments: new Set(gone) });
  // A field that is gone is a problem already, and one that is not chosen yet is none.
  return flags.filter(({ code }) => code !== "missing_field");
}

type Notes = {
  own: readonly CriteriaProblem[];
  given: readonly ShownProblem[];
  flags: readonly { path: string; message: string }[];
};

function notesAt(root: Criteria, place: Place, { own, given, flags }: Notes): string[] {
  const path = pathOf(root, place);
  const node = nodeAt(root, place);
  const isGroup = node !== undefined && !("field" in node);
  const isHere = (at: string) => (isGroup ? at === path : isAbout({ path: at }, path));
  const refused = given.filter((each) => isHere((each.path ?? "").replace(/^criteria\.?/, "")));
  const quiet = node !== undefined && "field" in node && isBlank(node) && refused.length === 0;
  const found = [
    ...refused,
    ...(quiet ? [] : own.filter((each) => isHere(each.path))),
    ...flags.filter((each) => each.path === path),
  ];
  return [...new Set(found.map(({ message }) => message))];
}

/** Something is still to be chosen or typed: no reason to complain yet. */
function isBlank({ field, value }: Condition): boolean {
  return field === "" || value === undefined || (Array.isArray(value) && value.includes(""));
}

/** What stands where the deleted node stood, or before it, or around it. */
function afterRemoval(root: Criteria, place: Place): string {
  const above = place.slice(0, -1);
  const group = nodeAt(root, above);
  const nodes = group ? childrenOf(group) : [];
  const at = place.at(-1) ?? 0;
  const next = nodes[at] ?? nodes[at - 1] ?? group;
  return next && next !== root ? keyOf(next) : "";
}

function placeOfKey(root: Node, key: string, place: Place = []): Place | null {
  if (keyOf(root) === key) return place;
  for (const [at, child] of childrenOf(root).entries()) {
    const found = placeOfKey(child, key, [...place, at]);
    if (found) return found;
  }
  return null;
}

const sayPlace = (place: Place) => place.map((at) => at + 1).join(".");
