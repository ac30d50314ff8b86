import { z } from "zod";
import { contactFilterSchema } from "./contact-filter.ts";

/** A CSV of contacts has these columns (C4), and further ones when they are asked for. */
export const standardColumns = ["phone", "displayName", "tags", "firstSeen", "lastSeen"] as const;

/** Offered beside the standard ones; a property's is `property.<key>`. */
export const furtherColumns = [
  "email",
  "company",
  "country",
  "owner",
  "externalId",
  "createdAt",
] as const;

export const columnLabels: Record<
  (typeof standardColumns)[number] | (typeof furtherColumns)[number],
  string
> = {
  phone: "Phone",
  displayName: "Display name",
  tags: "Tags",
  firstSeen: "First seen",
  lastSeen: "Last seen",
  email: "Email",
  company: "Company",
  country: "Country",
  owner: "Owner",
  externalId: "External id",
  createdAt: "Created",
};

export const furtherColumnSchema = z.union([
  z.enum(furtherColumns),
  z.string().regex(/^property\.[a-z][a-z0-9_]{0,49}$/),
]);
export type FurtherColumn = z.infer<typeof furtherColumnSchema>;

/** A background export of everybody whom a filter finds. */
export const newExportSchema = z.strictObject({
  filter: contactFilterSchema.default({}),
  /** Beside the standard ones. */
  columns: z.array(furtherColumnSchema).max(200).default([]),
});
export type NewExport = z.input<typeof newExportSchema>;
