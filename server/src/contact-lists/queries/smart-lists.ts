import { sql } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { NewRow, Row } from "../../database/schema.ts";
import { isUniqueViolation } from "../../database/unique-violation.ts";

export type SmartListRow = Row<"smart_lists">;

/** Whose lists: shared ones are everybody's; a program (null) has none of its own. */
type Reader = number | null;

/** By name. */
export function readSmartLists(
  { kysely, organizationId }: OrganizationTransaction,
  reader: Reader,
): Promise<SmartListRow[]> {
  return kysely
    .selectFrom("smart_lists")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where((list) => list.or([list("shared", "=", true), list("owner_id", "=", reader)]))
    .orderBy("name_folded")
    .orderBy("id")
    .execute();
}

/** Locked until the transaction ends when it is to be changed. */
export function findSmartList(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
  reader: Reader,
  { lock = false }: { lock?: boolean } = {},
): Promise<SmartListRow | undefined> {
  return kysely
    .selectFrom("smart_lists")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .where((list) => list.or([list("shared", "=", true), list("owner_id", "=", reader)]))
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
}

/** Undefined when the name is taken. */
export async function insertSmartList(
  { kysely, organizationId }: OrganizationTransaction,
  list: Omit<NewRow<"smart_lists">, "organization_id">,
): Promise<SmartListRow | undefined> {
  return await kysely
    .insertInto("smart_lists")
    .values({ organization_id: organizationId, ...list })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Undefined when the name is taken; the transaction cannot go on then. */
export async function updateSmartList(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
  changes: Partial<Omit<NewRow<"smart_lists">, "organization_id">>,
): Promise<SmartListRow | undefined> {
  try {
    return await kysely
      .updateTable("smart_lists")
      .set({ ...changes, updated_at: sql`now()` })
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirst();
  } catch (error) {
    const indexes = ["smart_lists_shared_name", "smart_lists_private_name"];
    if (indexes.some((index) => isUniqueViolation(error, index))) return undefined;
    throw error;
  }
}

export async function deleteSmartListRow(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
): Promise<void> {
  await kysely
    .deleteFrom("smart_lists")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
}
