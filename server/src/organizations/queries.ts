import type { OrganizationTransaction } from "../database/organization-transaction.ts";

export function readOrganization({ kysely, organizationId }: OrganizationTransaction) {
  return kysely
    .selectFrom("organizations")
    .select(["name", "tag_names", "max_tags_per_record", "export_limit"])
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
}

/** The organization of this transaction, if the widget key is its own. */
export function findByWidgetKey(
  { kysely, organizationId }: OrganizationTransaction,
  widgetKey: string,
) {
  return kysely
    .selectFrom("organizations")
    .select(["widget_secrets", "allowed_origins"])
    .where("organization_id", "=", organizationId)
    .where("widget_key", "=", widgetKey)
    .executeTakeFirst();
}
