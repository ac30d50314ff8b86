import type { ImportSettings } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { Job } from "@tagalong/shared/contracts/job.ts";
import { requirePermission, type Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { startJob } from "../jobs/start-job.ts";
import type { Services } from "../services.ts";
import { importJob } from "./import-job.ts";
import { readImportRules } from "./import-rules.ts";
import { findImport, storeJob } from "./queries/contact-imports.ts";

/** Begins the import of an uploaded file; a file is imported once. */
export async function startImport(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  principal: Principal,
  id: number,
  settings: ImportSettings,
): Promise<Job> {
  const { organizationId, actor } = principal;
  if (settings.tags.length > 0 || settings.columns.includes("tags")) {
    requirePermission(principal, "tag contacts");
  }
  return await inOrganization(database, organizationId, async (transaction) => {
    const row = await findImport(transaction, id, "held");
    if (!row) throw notFound("import");
    if (row.job_id !== null) {
      throw new ProblemError("conflict", "This file is being imported or has been already.");
    }
    await readImportRules(transaction, settings, actor.type === "agent" ? "agent" : "api");
    const total = row.lines > 1 ? row.lines - 1 : null;
    const label = `Import contacts from ${row.name}`;
    const payload = { importId: id, settings };
    const job = await startJob(
      transaction,
      publisher,
      principal,
      importJob.of({ label, payload, total }),
    );
    await storeJob(transaction, id, job.id);
    return job;
  });
}
