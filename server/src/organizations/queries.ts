import type { OrganizationTransaction } from "../database/organization-transaction.ts";

export function readOrganization({ kysely, organizationId }: OrganizationTransaction) {
  return kysely
    .selectFrom("organizations")
    .select(["name", "tag_names", "max_tags_per_record"])
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
}
