import type { CrmRecord } from "@tagalong/shared/contracts/crm-record.ts";
import type { Assignment } from "@tagalong/shared/contracts/tag.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import type { ComponentChildren } from "preact";
import type { z } from "zod";
import type { IconName } from "../ui/icon.tsx";

/** What a form asks for, by its name in the API. */
export interface RecordField {
  name: string;
  label: string;
  control:
    | { kind: "text"; inputMode?: "decimal" }
    | { kind: "number"; min: number; max: number }
    | { kind: "choice"; choices: readonly { value: string; label: string; group?: string }[] };
  /** In a new record's form. */
  initial: string;
  /** What the API takes for what was typed. */
  toValue: (typed: string) => string | number;
}

/** How one kind of record is shown and asked for; its pages read this (K1). */
export interface RecordFace<Item extends CrmRecord = CrmRecord> {
  noun: "lead" | "deal";
  title: string;
  icon: IconName;
  /** Where the API keeps them, and where the workspace shows them. */
  api: string;
  path: string;
  item: z.ZodType<Item>;
  detail: z.ZodType<Item & { assignments: Assignment[] }>;
  view: Permission;
  manage: Permission;
  /** Between the contact and the tags. */
  columns: readonly {
    label: string;
    number?: boolean;
    cell: (item: Item) => ComponentChildren;
  }[];
  fields: readonly RecordField[];
  /** What a field's control shows of a record. */
  valueOf: (item: Item, field: string) => string;
}
