import type { SmartList } from "@tagalong/shared/contracts/smart-list.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { findSmartList, readSmartLists } from "./queries/smart-lists.ts";
import { mayUseFilter } from "./require-filter.ts";
import { toSmartList } from "./to-smart-list.ts";

type Reads = Pick<Services, "database" | "rules">;

/** An API token sees shared lists only. */
export function agentOf({ actor }: Pick<Principal, "actor">): number | null {
  return actor.type === "agent" ? actor.id : null;
}

/**
 * The shared lists and one's own, by name (C7). One that asks for what one may not see is not there.
 */
export async function listSmartLists(
  { database, rules }: Reads,
  principal: Principal,
): Promise<SmartList[]> {
  return await inOrganization(database, principal.organizationId, async (transaction) => {
    const [{ contacts }, rows] = await Promise.all([
      rules.read(transaction),
      readSmartLists(transaction, agentOf(principal)),
    ]);
    return rows
      .map((row) => toSmartList(row, contacts))
      .filter(({ filter }) => mayUseFilter(principal, filter));
  });
}

export async function readSmartList(
  { database, rules }: Reads,
  principal: Principal,
  id: number,
): Promise<SmartList> {
  return await inOrganization(database, principal.organizationId, async (transaction) => {
    const [{ contacts }, row] = await Promise.all([
      rules.read(transaction),
      findSmartList(transaction, id, agentOf(principal)),
    ]);
    const list = row && toSmartList(row, contacts);
    if (!list || !mayUseFilter(principal, list.filter)) throw notFound("list");
    return list;
  });
}
