import { fold } from "@tagalong/shared/criteria/fold.ts";

/** Built-in text fields; each has a folded twin that criteria compare. */
export const textColumns = ["external_id", "email", "name", "company", "phone", "country"] as const;
export type TextColumn = (typeof textColumns)[number];

export type TextFields = Partial<Record<TextColumn, string | null>>;
export type FoldedColumns = Partial<Record<TextColumn | `${TextColumn}_folded`, string | null>>;

/**
 * Both columns of each given field: the only way in which either is written, so that they cannot
 * disagree. Blank text is stored as missing ("meaning" 2).
 */
export function foldColumns(fields: TextFields): FoldedColumns {
  const columns: FoldedColumns = {};
  for (const column of textColumns) {
    const text = fields[column];
    if (text === undefined) continue;
    const folded = fold(text ?? "");
    columns[column] = folded === "" ? null : text;
    columns[`${column}_folded`] = folded === "" ? null : folded;
  }
  return columns;
}
