import type { ContactSelection } from "@tagalong/shared/contracts/contact-filter.ts";
import type { Job } from "@tagalong/shared/contracts/job.ts";
import type { BulkTags } from "@tagalong/shared/contracts/tag.ts";
import { tagSourceOf, type Principal } from "../auth/principal.ts";
import { compileFilter } from "../contact-lists/compile-filter.ts";
import { requireFilter } from "../contact-lists/require-filter.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { startJob } from "../jobs/start-job.ts";
import type { Services } from "../services.ts";
import { bulkTagsJob } from "./bulk-tags-job.ts";
import type { SettledSelection } from "./bulk-tags-payload.ts";
import { bulkTagsLabel } from "./bulk-tags-words.ts";
import { holdFittingTags } from "./hold-fitting-tags.ts";
import { exceptContacts } from "./queries/except-contacts.ts";
import { countSelected, readLastContactId } from "./queries/selected-contacts.ts";

/** Begins adding and taking off tags of many contacts in the background (T9). */
export async function startBulkTags(
  services: Services,
  principal: Principal,
  { selection, ...asked }: BulkTags,
): Promise<Job> {
  const add = [...new Set(asked.add)];
  const remove = [...new Set(asked.remove)];
  refuseNonsense(add, remove);
  return await inOrganization(services.database, principal.organizationId, async (transaction) => {
    const tags = await holdFittingTags(transaction, { add, remove });
    const settled = await settle(services, transaction, principal, selection);
    const names = (ids: readonly number[]) => ids.flatMap((id) => tags.get(id)?.name ?? []);
    return await startJob(
      transaction,
      services.publisher,
      principal,
      bulkTagsJob.of({
        label: bulkTagsLabel(names(add), names(remove), settled.total),
        payload: { selection: settled.selection, add, remove, source: tagSourceOf(principal) },
        total: settled.total,
      }),
    );
  });
}

function refuseNonsense(add: readonly number[], remove: readonly number[]): void {
  if (add.length + remove.length === 0) {
    throw new ProblemError("invalid_value", "Choose at least one tag.", "add");
  }
  const both = remove.findIndex((id) => add.includes(id));
  if (both !== -1) {
    const message = "A tag cannot be added and removed at once.";
    throw new ProblemError("invalid_value", message, `remove.${both}`);
  }
}

async function settle(
  { rules }: Pick<Services, "rules">,
  transaction: OrganizationTransaction,
  principal: Principal,
  selection: ContactSelection,
): Promise<{ selection: SettledSelection; total: number }> {
  if ("contactIds" in selection) {
    const contactIds = [...new Set(selection.contactIds)].sort((one, other) => one - other);
    return { selection: { contactIds }, total: contactIds.length };
  }
  const { filter, except = [] } = selection;
  requireFilter(principal, filter);
  const at = new Date();
  const found = await compiledFilter(rules, transaction, filter);
  const compiled = exceptContacts(found, except);
  const total = await countSelected(transaction, compiled, at);
  if (total === 0) {
    throw new ProblemError("invalid_value", "No contacts match these filters.", "selection.filter");
  }
  const upTo = await readLastContactId(transaction);
  return { selection: { filter, except, upTo, at: at.toISOString() }, total };
}

async function compiledFilter(
  rules: Services["rules"],
  transaction: OrganizationTransaction,
  filter: Extract<ContactSelection, { filter: unknown }>["filter"],
) {
  try {
    return compileFilter(filter, await rules.read(transaction));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const path = `selection.filter.${error.path ?? ""}`.replace(/\.$/, "");
    throw new ProblemError(error.code, error.message, path);
  }
}
