import {
  columnLabels,
  standardColumns,
  type FurtherColumn,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { contactName, nameColumns, placeholder } from "../contacts/contact-name.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { ExportedRow, Selected } from "./queries/exported-contacts.ts";

export interface ExportNames {
  /** Active tags alone: historical ones are not exported (T5). */
  tags: ReadonlyMap<string, string>;
  agents: ReadonlyMap<number, string>;
}

/** The column of tags is empty for those who may not see tags (S8). */
export const namesFor = (seesTags: boolean, names: ExportNames): ExportNames =>
  seesTags ? names : { ...names, tags: new Map() };

interface Column {
  label: string;
  /** Of a contact: nothing else is read. */
  needs: readonly Selected[];
  cell: (row: ExportedRow, names: ExportNames) => string | null;
}

const columns: Record<keyof typeof columnLabels, Omit<Column, "label">> = {
  phone: { needs: ["phone"], cell: (row) => row.phone },
  displayName: {
    needs: nameColumns,
    // One of whom nothing is known has no name to export.
    cell: (row) => {
      const name = contactName(row);
      return name === `${placeholder} ${row.id}` ? null : name;
    },
  },
  tags: {
    needs: ["tag_ids"],
    cell: ({ tag_ids: ids }, { tags }) =>
      ids.length <= 2
        ? null
        : ids
            .slice(1, -1)
            .split(",")
            .flatMap((id) => tags.get(id) ?? [])
            .join("|"),
  },
  firstSeen: { needs: ["first_seen"], cell: (row) => instant(row.first_seen) },
  lastSeen: { needs: ["last_seen"], cell: (row) => instant(row.last_seen) },
  email: { needs: ["email"], cell: (row) => row.email },
  company: { needs: ["company"], cell: (row) => row.company },
  country: { needs: ["country"], cell: (row) => row.country },
  owner: {
    needs: ["owner_id"],
    cell: (row, { agents }) => (row.owner_id === null ? null : (agents.get(row.owner_id) ?? null)),
  },
  externalId: { needs: ["external_id"], cell: (row) => row.external_id },
  createdAt: { needs: ["created"], cell: (row) => instant(row.created) },
};

/** `2026-05-30T09:12:00Z`: unambiguous, and read by spreadsheets and programs alike. */
const instant = (seconds: number | null) =>
  seconds === null ? null : `${new Date(Math.floor(seconds) * 1_000).toISOString().slice(0, -5)}Z`;

/** The standard columns (C4) and then the further ones; a property that there is not is refused. */
export function columnsToExport(
  further: readonly FurtherColumn[],
  properties: ReadonlyMap<string, PropertyDefinition>,
): Column[] {
  const standard = standardColumns.map(builtIn);
  const others = [...new Set(further)].map((name, at): Column => {
    if (Object.hasOwn(columns, name)) return builtIn(name as keyof typeof columns);
    const key = name.replace(/^property\./, "");
    const definition = properties.get(key);
    if (!definition) {
      throw new ProblemError("invalid_value", "There is no such property.", `columns.${at}`);
    }
    const { label } = definition;
    return { label, needs: ["properties"], cell: ({ properties }) => plain(properties[key]) };
  });
  return [...standard, ...others];
}

const builtIn = (name: keyof typeof columns): Column => ({
  label: columnLabels[name],
  ...columns[name],
});

/** All that is to be read of a contact. */
export const fieldsOf = (exported: readonly Column[]): ReadonlySet<Selected> =>
  new Set(exported.flatMap(({ needs }) => needs));

const plain = (value: string | number | boolean | undefined) =>
  typeof value === "boolean" ? (value ? "yes" : "no") : value === undefined ? null : String(value);

/** Rows of text for the file. */
export function toCells(
  rows: readonly ExportedRow[],
  exported: readonly Column[],
  names: ExportNames,
): string[][] {
  return rows.map((row) => exported.map(({ cell }) => cell(row, names) ?? ""));
}
