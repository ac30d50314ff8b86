import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { Row } from "../../database/schema.ts";

export type ConversationState = Pick<
  Row<"conversations">,
  "contact_id" | "status" | "priority" | "assignee_id"
>;

export interface ConversationUpdate {
  status?: ConversationState["status"];
  closed_at?: Date | null;
  priority?: ConversationState["priority"];
  /** JSON. */
  priority_reason?: string;
  assignee_id?: number | null;
}

/** Locks the row until the transaction ends. */
export function lockConversation(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
): Promise<ConversationState | undefined> {
  return kysely
    .selectFrom("conversations")
    .select(["contact_id", "status", "priority", "assignee_id"])
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .where("erased_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function updateConversation(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
  update: ConversationUpdate,
): Promise<void> {
  await kysely
    .updateTable("conversations")
    .set((of) => ({ ...update, revision: of("revision", "+", 1) }))
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .execute();
}

/** Those of the ids that are agents of the organization, deactivated ones too. */
export async function findAgents(
  { kysely, organizationId }: OrganizationTransaction,
  ids: readonly (number | null)[],
): Promise<ReadonlyMap<number, { name: string; active: boolean }>> {
  const rows = await kysely
    .selectFrom("agents")
    .select(["id", "name", "deactivated_at"])
    .where("organization_id", "=", organizationId)
    .where(
      "id",
      "in",
      ids.filter((id) => id !== null),
    )
    .execute();
  return new Map(
    rows.map(({ id, name, deactivated_at }) => [id, { name, active: deactivated_at === null }]),
  );
}
