import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import type { FurtherColumn } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { Principal } from "../auth/principal.ts";
import { compileFilter } from "../contact-lists/compile-filter.ts";
import { countContacts } from "../contact-lists/count-contacts.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { csvHeader, csvRows } from "./csv/write-csv.ts";
import { columnsToExport, fieldsOf, namesFor, toCells } from "./export-columns.ts";
import { readExportLimit, readExportNames, readFirst } from "./queries/exported-contacts.ts";

export interface DirectExport {
  name: string;
  exported: number;
  /** How many there are in all. */
  matching: number;
  pieces: Iterable<Buffer>;
}

const rowsInPiece = 500;

/** The first contacts that a filter finds, up to the organization's limit, as a CSV (C4). */
export async function exportContacts(
  services: Pick<Services, "database" | "rules">,
  principal: Pick<Principal, "organizationId" | "permissions">,
  { filter, columns: further }: { filter: ContactFilter; columns: readonly FurtherColumn[] },
): Promise<DirectExport> {
  const { database, rules } = services;
  const now = new Date();
  const read = await inOrganization(database, principal.organizationId, async (transaction) => {
    const known = await rules.read(transaction);
    const columns = columnsToExport(further, known.properties);
    const limit = await readExportLimit(transaction);
    const part = { filter: compileFilter(filter, known), now, fields: fieldsOf(columns) };
    const rows = await readFirst(transaction, part, limit + 1);
    const names = await readExportNames(transaction);
    return { columns, limit, rows, names: namesFor(principal.permissions.has("view tags"), names) };
  });
  const { columns, limit, names } = read;
  const rows = read.rows.slice(0, limit);
  const whole = read.rows.length <= limit;
  const matching = whole ? rows.length : await countContacts(services, principal, filter);
  function* pieces() {
    yield csvHeader(columns.map(({ label }) => label));
    for (let from = 0; from < rows.length; from += rowsInPiece) {
      yield csvRows(toCells(rows.slice(from, from + rowsInPiece), columns, names));
    }
  }
  return { name: exportName(now), exported: rows.length, matching, pieces: pieces() };
}

/** `contacts-2026-05-30T09-12-00Z.csv` */
export const exportName = (now: Date) =>
  `contacts-${now.toISOString().replace(/\.\d+/, "").replaceAll(":", "-")}.csv`;
