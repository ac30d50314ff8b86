import { importSettingsSchema } from "@tagalong/shared/contracts/contact-transfer.ts";
import { z } from "zod";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { appendToFile, completeFile, createFile } from "../files/create-file.ts";
import { declareJob } from "../jobs/declare-job.ts";
import { csvHeader, csvRows } from "./csv/write-csv.ts";
import { closeReaderOf, openRows, readerOf } from "./import-reader.ts";
import { readImportRules } from "./import-rules.ts";
import type { RefusedRow } from "./plan-import.ts";
import { planStep } from "./plan-step.ts";
import { findImport, storeRefusedFile, type ImportRow } from "./queries/contact-imports.ts";
import { takeImportLock } from "./queries/imported-contacts.ts";
import { writePlan } from "./write-plan.ts";

/** Rows in a step: half a second or so. */
const rowsInStep = 2_500;

export const importJob = declareJob({
  kind: "import_contacts",
  permission: "manage contacts",
  payload: z.object({ importId: z.int(), settings: importSettingsSchema }),
  cursor: z.object({ rows: z.int(), refusedFileId: z.int().nullable() }),

  async step(services, transaction, job) {
    const { importId, settings } = job.payload;
    const done = job.cursor?.rows ?? 0;
    const one = await findImport(transaction, importId);
    if (!one) throw notFound("file");
    const writer = job.startedBy.actor.type === "agent" ? "agent" : "api";
    const rules = await readImportRules(transaction, settings, writer);
    const { organizationId } = transaction;
    const file = { organizationId, fileId: one.file_id, chunks: one.chunks };
    const reader = await readerOf(job.id, file, done, () =>
      openRows(services.database, file, settings),
    );
    const header = await reader.header();
    const { rows, end, broken } = await reader.read(done, rowsInStep);
    await takeImportLock(transaction);
    const plan = await planStep(transaction, rows, rules, "held");
    await writePlan(services, transaction, job.startedBy, plan, rules);
    const refused = broken ? [...plan.refused, atBreak(broken)] : plan.refused;
    const refusedFileId = await storeRefused(transaction, one, header, refused);
    if (end) transaction.onCommit(() => void closeReaderOf(job.id, file));
    return {
      cursor: { rows: done + rows.length, refusedFileId },
      done: rows.length,
      counts: { ...plan.counts, refused: refused.length },
      // Line breaks within cells were counted as rows.
      ...(end && { total: done + rows.length }),
      finished: end,
    };
  },

  result({ counts: { created = 0, updated = 0, skipped = 0, refused = 0 } }) {
    const parts = [
      `Created ${created.toLocaleString("en")}`,
      `updated ${updated.toLocaleString("en")}`,
      ...(skipped > 0 ? [`skipped ${skipped.toLocaleString("en")}`] : []),
      ...(refused > 0 ? [`refused ${refused.toLocaleString("en")}`] : []),
    ];
    return parts.join(" · ");
  },

  links: ({ cursor }) =>
    cursor?.refusedFileId == null
      ? []
      : [{ label: "Refused rows", path: `/api/files/${cursor.refusedFileId}` }],
});

const atBreak = ({ line, reason }: { line: number; reason: string }): RefusedRow => ({
  row: { line, cells: [] },
  column: null,
  reason,
});

/** The refused rows as they were, after why, so that they can be mended and imported again. */
async function storeRefused(
  transaction: OrganizationTransaction,
  { id, name, refused_file_id }: ImportRow,
  header: readonly string[],
  refused: readonly RefusedRow[],
): Promise<number | null> {
  if (refused.length === 0) return refused_file_id;
  const rows = csvRows(
    refused.map(({ row, reason, column }) => [
      String(row.line),
      column === null ? reason : `${header[column] ?? ""}: ${reason}`,
      ...row.cells,
    ]),
  );
  if (refused_file_id !== null) {
    await appendToFile(transaction, refused_file_id, rows);
    return refused_file_id;
  }
  const fileId = await createFile(transaction, {
    name: `${name.replace(/\.\w{1,5}$/, "")}-refused.csv`,
    contentType: "text/csv; charset=utf-8",
    permission: importJob.permission,
  });
  const first = csvHeader(["Line", "Reason", ...header]);
  await appendToFile(transaction, fileId, Buffer.concat([first, rows]));
  // Whole at every moment: it can be read while more rows are added.
  await completeFile(transaction, fileId);
  await storeRefusedFile(transaction, id, fileId);
  return fileId;
}
