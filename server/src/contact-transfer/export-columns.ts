import {
  columnLabels,
  standardColumns,
  type FurtherColumn,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { contactName, placeholder } from "../contacts/contact-name.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { ExportedRow } from "./queries/exported-contacts.ts";

export interface ExportNames {
  /** Active tags alone: historical ones are not exported (T5). */
  tags: ReadonlyMap<number, string>;
  agents: ReadonlyMap<number, string>;
}

interface Column {
  label: string;
  cell: (row: ExportedRow, names: ExportNames) => string | null;
}

const columns: Record<keyof typeof columnLabels, Column["cell"]> = {
  phone: (row) => row.phone,
  // One of whom nothing is known has no name to export.
  displayName: (row) => {
    const name = contactName(row);
    return name === `${placeholder} ${row.id}` ? null : name;
  },
  tags: (row, { tags }) => row.tag_ids.flatMap((id) => tags.get(id) ?? []).join("|"),
  firstSeen: (row) => row.first_seen,
  lastSeen: (row) => row.last_seen,
  email: (row) => row.email,
  company: (row) => row.company,
  country: (row) => row.country,
  owner: (row, { agents }) => (row.owner_id === null ? null : (agents.get(row.owner_id) ?? null)),
  externalId: (row) => row.external_id,
  createdAt: (row) => row.created,
};

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
    return { label: definition.label, cell: ({ properties: values }) => plain(values[key]) };
  });
  return [...standard, ...others];
}

const builtIn = (name: keyof typeof columns): Column => ({
  label: columnLabels[name],
  cell: columns[name],
});

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
