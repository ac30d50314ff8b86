import type { OrganizationTransaction } from "../database/organization-transaction.ts";

export function readAgents({ kysely, organizationId }: OrganizationTransaction) {
  return kysely
    .selectFrom("agents")
    .select(["id", "name", "role"])
    .where("organization_id", "=", organizationId)
    .orderBy("name")
    .orderBy("id")
    .execute();
}
