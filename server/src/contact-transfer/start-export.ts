import type { newExportSchema } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { Job } from "@tagalong/shared/contracts/job.ts";
import type { z } from "zod";
import type { Principal } from "../auth/principal.ts";
import { compileFilter } from "../contact-lists/compile-filter.ts";
import { countContacts } from "../contact-lists/count-contacts.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { createFile } from "../files/create-file.ts";
import { startJob } from "../jobs/start-job.ts";
import type { Services } from "../services.ts";
import { columnsToExport } from "./export-columns.ts";
import { exportName } from "./export-contacts.ts";
import { counted, exportJob } from "./export-job.ts";

/** Begins a background export; whom it finds is decided now, by what the filter says now. */
export async function startExport(
  services: Services,
  principal: Principal,
  { filter, columns }: z.output<typeof newExportSchema>,
): Promise<Job> {
  const now = new Date();
  const total = await countContacts(services, principal, filter);
  if (total === 0) {
    throw new ProblemError("invalid_value", "No contacts match these filters.", "filter");
  }
  return await inOrganization(services.database, principal.organizationId, async (transaction) => {
    const known = await services.rules.read(transaction);
    columnsToExport(columns, known.properties);
    compileFilter(filter, known);
    const name = exportName(now);
    const file = { name, contentType: "text/csv; charset=utf-8", permission: exportJob.permission };
    const fileId = await createFile(transaction, file);
    const seesTags = principal.permissions.has("view tags");
    const payload = { filter, columns, fileId, name, now: now.toISOString(), seesTags };
    const job = exportJob.of({ label: `Export ${counted(total)}`, payload, total });
    return await startJob(transaction, services.publisher, principal, job);
  });
}
