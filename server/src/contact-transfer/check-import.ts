import type { ImportCheck, ImportSettings } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { openRows } from "./import-reader.ts";
import { readImportRules } from "./import-rules.ts";
import type { RefusedRow } from "./plan-import.ts";
import { planStep } from "./plan-step.ts";
import { findImport } from "./queries/contact-imports.ts";

const rowsChecked = 1_000;
const refusalsShown = 20;

/** What an import would do with the first rows; nothing is written. */
export async function checkImport(
  { database }: Pick<Services, "database">,
  { organizationId, actor }: Principal,
  id: number,
  settings: ImportSettings,
): Promise<ImportCheck> {
  return await inOrganization(database, organizationId, async (transaction) => {
    const row = await findImport(transaction, id);
    if (!row) throw notFound("import");
    const writer = actor.type === "agent" ? "agent" : "api";
    const rules = await readImportRules(transaction, settings, writer);
    const file = { organizationId, fileId: row.file_id, chunks: row.chunks };
    const reader = openRows(database, file, settings);
    const { rows, end, broken } = await reader.read(0, rowsChecked);
    await reader.close();
    const { refused, counts } = await planStep(transaction, rows, rules, "seen");
    if (broken) {
      refused.push({ row: { line: broken.line, cells: [] }, column: null, reason: broken.reason });
      counts.refused++;
    }
    return {
      rows: rows.length,
      whole: end,
      counts,
      problems: problemsByColumn(refused),
      refused: refused.slice(0, refusalsShown).map(({ row: { line, cells }, column, reason }) => ({
        line,
        column,
        value: column === null ? "" : (cells[column] ?? "").slice(0, 200),
        reason,
      })),
    };
  });
}

function problemsByColumn(refused: readonly RefusedRow[]): ImportCheck["problems"] {
  const rows = new Map<number, number>();
  for (const { column } of refused) {
    if (column !== null) rows.set(column, (rows.get(column) ?? 0) + 1);
  }
  return [...rows].map(([column, count]) => ({ column, rows: count }));
}
