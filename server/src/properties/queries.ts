import type { OrganizationTransaction } from "../database/organization-transaction.ts";

export function readProperties({ kysely, organizationId }: OrganizationTransaction) {
  return kysely
    .selectFrom("properties")
    .select(["key", "label", "kind", "choices", "writers"])
    .where("organization_id", "=", organizationId)
    .orderBy("position")
    .orderBy("key")
    .execute();
}
