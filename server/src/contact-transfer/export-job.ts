import {
  furtherColumnSchema,
  newExportSchema,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import { z } from "zod";
import { compileFilter } from "../contact-lists/compile-filter.ts";
import { appendToFile, completeFile } from "../files/create-file.ts";
import { declareJob } from "../jobs/declare-job.ts";
import { csvHeader, csvRows } from "./csv/write-csv.ts";
import { columnsToExport, fieldsOf, namesFor, toCells } from "./export-columns.ts";
import { readAfter, readExportNames } from "./queries/exported-contacts.ts";

const payload = z.object({
  filter: newExportSchema.shape.filter,
  columns: z.array(furtherColumnSchema),
  fileId: z.int(),
  name: z.string(),
  /** What "now" is to the filter's criteria, however long it takes. */
  now: z.iso.datetime(),
  /** Whether whoever asked may see tags. */
  seesTags: z.boolean().default(true),
});

/** Cells in a step: a piece of one or two megabytes, a tenth of a second or so. */
const cellsInStep = 50_000;

/** An export of any size (C4): one piece of the file a step, so that memory stays flat. */
export const exportJob = declareJob({
  kind: "export_contacts",
  permission: "export contacts",
  payload,
  cursor: z.object({ after: z.int(), complete: z.boolean() }),

  async step({ rules }, transaction, { payload, cursor }) {
    const { filter, columns, fileId, now, seesTags } = payload;
    const known = await rules.read(transaction);
    const exported = columnsToExport(columns, known.properties);
    const limit = Math.ceil(cellsInStep / exported.length);
    const part = {
      filter: compileFilter(filter, known),
      now: new Date(now),
      fields: fieldsOf(exported),
    };
    const [names, rows] = await Promise.all([
      readExportNames(transaction),
      readAfter(transaction, part, { after: cursor?.after ?? 0, limit }),
    ]);
    const lines = csvRows(toCells(rows, exported, namesFor(seesTags, names)));
    const header = cursor ? Buffer.alloc(0) : csvHeader(exported.map(({ label }) => label));
    await appendToFile(transaction, fileId, Buffer.concat([header, lines]));
    const finished = rows.length < limit;
    if (finished) await completeFile(transaction, fileId);
    const after = rows.at(-1)?.id ?? cursor?.after ?? 0;
    return { cursor: { after, complete: finished }, done: rows.length, finished };
  },

  result: ({ done }) => `Exported ${counted(done)}.`,

  links: ({ cursor, payload: { name, fileId } }) =>
    cursor?.complete ? [{ label: name, path: `/api/files/${fileId}` }] : [],
});

export const counted = (count: number) =>
  `${count.toLocaleString("en")} ${count === 1 ? "contact" : "contacts"}`;
