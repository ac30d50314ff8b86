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

/** Largest file that is taken in. */
export const maxImportSize = 200 * 1024 * 1024;
export const maxImportColumns = 500;

/** By the names that browsers and Node decode them by, and what people call them. */
export const encodings = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (Unicode text from Excel)",
  "utf-16be": "UTF-16, big-endian",
  "windows-1252": "Windows-1252, Latin-1 (Western Europe)",
  "windows-1250": "Windows-1250 (Central Europe)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  "windows-1254": "Windows-1254 (Turkish)",
  gb18030: "GB18030 (Simplified Chinese)",
  big5: "Big5 (Traditional Chinese)",
  shift_jis: "Shift JIS (Japanese)",
  "euc-kr": "EUC-KR (Korean)",
} as const;
export type Encoding = keyof typeof encodings;

export const delimiters = { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar" } as const;
export type Delimiter = keyof typeof delimiters;

const keysOf = <Key extends string>(record: Record<Key, string>) =>
  Object.keys(record) as [Key, ...Key[]];

/** What a column of the file may be, beside a property (`property.<key>`). */
export const importTargets = {
  ignore: "Do not import",
  name: "Name",
  firstName: "First name",
  lastName: "Last name",
  email: "Email",
  phone: "Phone",
  company: "Company",
  country: "Country",
  owner: "Owner (email or name of an agent)",
  externalId: "External id",
  firstSeen: "First seen",
  lastSeen: "Last seen",
  tags: "Tags",
} as const;

export const importTargetSchema = z.union([
  z.enum(keysOf(importTargets)),
  z.string().regex(/^property\.[a-z][a-z0-9_]{0,49}$/),
]);
export type ImportTarget = z.infer<typeof importTargetSchema>;

/** By what a row is known to be of a contact there is already. */
export const matchFields = ["externalId", "email", "phone", "none"] as const;
/** What a row does to such a contact. */
export const onMatches = ["update", "fill", "skip"] as const;

/** How a file is read: as it was found to be, unless somebody knows better. */
export const fileFormatSchema = z.strictObject({
  encoding: z.enum(keysOf(encodings)),
  delimiter: z.enum(keysOf(delimiters)),
});
export type FileFormat = z.infer<typeof fileFormatSchema>;

export const importSettingsSchema = z.strictObject({
  ...fileFormatSchema.shape,
  /** What each column of the file is, from the left. */
  columns: z.array(importTargetSchema).min(1).max(maxImportColumns),
  /** Applied to every contact of the file. */
  tags: z.array(z.int().positive().max(2_147_483_647)).max(20).default([]),
  /** Between the tags in a cell. */
  tagSeparator: z.enum(["|", ",", ";"]).default("|"),
  match: z.enum(matchFields).default("email"),
  onMatch: z.enum(onMatches).default("update"),
  /** Of phone numbers without + and without a country in their row. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  /** Order in dates that are not written as 2026-01-31. */
  dates: z.enum(["dayFirst", "monthFirst"]).default("dayFirst"),
  decimal: z.enum([".", ","]).default("."),
});
export type ImportSettings = z.infer<typeof importSettingsSchema>;
export type NewImport = z.input<typeof importSettingsSchema>;

/** A file of contacts that was uploaded. */
export const contactImportSchema = z.object({
  id: z.int(),
  name: z.string(),
  size: z.int(),
  format: fileFormatSchema,
  /** The job that runs it, once it was started. */
  jobId: z.int().nullable(),
  createdAt: z.iso.datetime(),
});
export type ContactImport = z.infer<typeof contactImportSchema>;

const rowSchema = z.object({
  /** In the file, counted from 1. */
  line: z.int(),
  cells: z.array(z.string()),
});

/** A file's first rows and what its columns seem to be. */
export const importPreviewSchema = contactImportSchema.extend({
  columns: z.array(z.object({ header: z.string(), guess: importTargetSchema })),
  rows: z.array(rowSchema),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importCountsSchema = z.object({
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  refused: z.int(),
});
export type ImportCounts = z.infer<typeof importCountsSchema>;

/** What an import would do with the first rows of the file; nothing is written. */
export const importCheckSchema = z.object({
  rows: z.int(),
  /** These are all there are. */
  whole: z.boolean(),
  counts: importCountsSchema,
  /** Refused rows by the column that is at fault. */
  problems: z.array(z.object({ column: z.int(), rows: z.int() })),
  refused: z.array(
    z.object({
      line: z.int(),
      column: z.int().nullable(),
      value: z.string(),
      reason: z.string(),
    }),
  ),
});
export type ImportCheck = z.infer<typeof importCheckSchema>;
