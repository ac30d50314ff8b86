import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";

const bump = statement<Record<never, never>>(
  "UPDATE organizations SET rules_version = rules_version + 1 WHERE organization_id = $1",
);

/**
 * With every change to what rules are made of, and before it: it lets one such change at a time
 * through, so that none decides by what another is about to change.
 */
export async function bumpRulesVersion(transaction: OrganizationTransaction): Promise<void> {
  await transaction.query(bump, [transaction.organizationId]);
}
