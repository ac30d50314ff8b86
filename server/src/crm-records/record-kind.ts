import type { EventKind } from "@tagalong/shared/events/event-kinds.ts";
import type { TaggedRecord } from "../tags/tagged-record.ts";

/** A kind of record that hangs on a contact: all that its verbs must know of it (K1). */
export interface RecordKind {
  tagged: TaggedRecord & { noun: "lead" | "deal" };
  created: EventKind;
  updated: EventKind;
  deleted: EventKind;
  /** What people change, by its name in the API: the column that keeps it. */
  columns: Readonly<Record<string, string>>;
  /** SQL of further tables and columns to read, over the alias `record`. */
  joined?: { tables: string; columns: string };
}

/** What people may change of every kind. */
export const commonColumns = { title: "title", ownerId: "owner_id" } as const;
