import type { ReadonlySignal } from "@preact/signals";
import type { ShownTag } from "./record-tags.ts";

/** What the picker shows and changes: a record's tags, or a choice that is still being made. */
export interface PickedTags {
  readonly shown: ReadonlySignal<readonly ShownTag[]>;
  add(tagId: number): unknown;
  remove(tagId: number): unknown;
  create(name: string): unknown;
  undo(): unknown;
}
