import type { Subject } from "@tagalong/shared/criteria/context.ts";
import type { Condition, Criteria, Node } from "@tagalong/shared/criteria/criteria.ts";
import { strictContext } from "../ui/strict-context.ts";
import type { Place } from "./tree.ts";
import type { LiveCounts } from "./use-live-counts.ts";
import type { World } from "./use-world.ts";

/** What every row of one builder works with. */
export type Builder = {
  root: Criteria;
  subject: Subject;
  world: World;
  counts: LiveCounts;
  conditions: number;
  /** Sentences to show at a node: what is wrong with it or means nothing any more. */
  notesAt: (place: Place) => readonly string[];
  /** `what` names an edit that goes on with the next one of the same name, as typing does. */
  change: (next: Criteria, options?: { what?: string; focus?: string; say?: string }) => void;
  setCondition: (place: Place, condition: Condition, what?: string) => void;
  add: (group: Place, node: Node) => void;
  remove: (place: Place) => void;
  move: (place: Place, by: -1 | 1) => void;
};

export const [BuilderProvider, useBuilder] = strictContext<Builder>("Builder");
