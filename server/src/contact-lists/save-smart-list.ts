import type {
  newSmartListSchema,
  SmartList,
  SmartListChange,
} from "@tagalong/shared/contracts/smart-list.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import type { z } from "zod";
import { requirePermission, type Principal } from "../auth/principal.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import type { OrganizationRules } from "../segments/organization-rules.ts";
import type { Services } from "../services.ts";
import { checkFilter } from "./check-filter.ts";
import {
  deleteSmartListRow,
  findSmartList,
  insertSmartList,
  updateSmartList,
  type SmartListRow,
} from "./queries/smart-lists.ts";
import { agentOf } from "./read-smart-lists.ts";
import { mayUseFilter, requireFilter } from "./require-filter.ts";
import { filterOfRow, toSmartList } from "./to-smart-list.ts";

/** Saves a filter under a name (C7): for oneself, or, who may manage contacts, for everybody. */
export async function createSmartList(
  { database, rules, publisher }: Services,
  principal: Principal,
  list: z.output<typeof newSmartListSchema>,
): Promise<SmartList> {
  const { organizationId } = principal;
  const { filter, name, shared, ...shown } = list;
  if (shared) requirePermission(principal, "manage contacts");
  const owner = agentOf(principal);
  if (!shared && owner === null) {
    const message = "A private list is a person's; an API token makes shared ones.";
    throw new ProblemError("invalid_value", message, "shared");
  }
  requireFilter(principal, filter);
  return await inOrganization(database, organizationId, async (transaction) => {
    const known = await rules.read(transaction);
    const row = await insertSmartList(transaction, {
      ...shown,
      ...nameColumns(name),
      ...filterColumns(filter, known),
      shared,
      owner_id: owner,
    });
    if (!row) throw nameTaken(name);
    await record(transaction, principal, "list.created", row);
    transaction.onCommit(() => publisher.listsChanged(organizationId));
    return toSmartList(row, known.contacts);
  });
}

/** Changes what is given of a list. One that is shared is everybody's who may manage contacts. */
export async function editSmartList(
  { database, rules, publisher }: Services,
  principal: Principal,
  id: number,
  { filter, name, ...shown }: SmartListChange,
): Promise<SmartList> {
  const { organizationId } = principal;
  if (filter) requireFilter(principal, filter);
  return await inOrganization(database, organizationId, async (transaction) => {
    const known = await rules.read(transaction);
    const before = await lockList(transaction, principal, id);
    if (shown.shared === true) requirePermission(principal, "manage contacts");
    if (before.shared && shown.shared === false && before.owner_id !== agentOf(principal)) {
      // It would vanish for everybody but its owner, who has not asked for it.
      throw new ProblemError("forbidden", "Only its owner can make a list private.", "shared");
    }
    const row = await updateSmartList(transaction, id, {
      ...shown,
      ...(name === undefined ? {} : nameColumns(name)),
      ...(filter ? filterColumns(filter, known) : {}),
    });
    if (!row) throw nameTaken(name ?? before.name);
    const shared = before.shared || row.shared;
    await record(transaction, principal, "list.updated", { ...row, shared });
    transaction.onCommit(() => publisher.listsChanged(organizationId));
    return toSmartList(row, known.contacts);
  });
}

export async function deleteSmartList(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  principal: Principal,
  id: number,
): Promise<void> {
  const { organizationId } = principal;
  await inOrganization(database, organizationId, async (transaction) => {
    const row = await lockList(transaction, principal, id);
    await deleteSmartListRow(transaction, id);
    await record(transaction, principal, "list.deleted", row);
    transaction.onCommit(() => publisher.listsChanged(organizationId));
  });
}

/** A private list is there for its owner alone: to others it is an unknown id. */
async function lockList(
  transaction: OrganizationTransaction,
  principal: Principal,
  id: number,
): Promise<SmartListRow> {
  const row = await findSmartList(transaction, id, agentOf(principal), { lock: true });
  if (!row || !mayUseFilter(principal, filterOfRow(row))) throw notFound("list");
  if (row.shared) requirePermission(principal, "manage contacts");
  return row;
}

function nameColumns(name: string) {
  return { name, name_folded: fold(name) };
}

function filterColumns(filter: SmartList["filter"], known: OrganizationRules) {
  return { q: filter.q ?? "", criteria: JSON.stringify(checkFilter(filter, known)) };
}

function nameTaken(name: string): ProblemError {
  return new ProblemError("name_taken", `There is a list “${name}” already.`, "name");
}

/** What is private is nobody's history but its owner's, who needs none. */
async function record(
  transaction: OrganizationTransaction,
  { actor }: Principal,
  kind: "list.created" | "list.updated" | "list.deleted",
  { id, name, shared }: SmartListRow,
): Promise<void> {
  if (!shared) return;
  await recordEvent(transaction, { kind, subject: { type: "list", id }, actor, data: { name } });
}
