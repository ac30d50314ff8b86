import type { TagNames } from "@tagalong/shared/tags/tag-name.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import { statement } from "../../database/statement.ts";

interface Settings {
  tag_names: TagNames;
  max_tags_per_record: number | null;
}

const settings = statement<Settings>(
  "SELECT tag_names, max_tags_per_record FROM organizations WHERE organization_id = $1",
);

export async function readImportSettings(transaction: OrganizationTransaction): Promise<Settings> {
  const [row] = await transaction.query(settings, [transaction.organizationId]);
  if (!row) throw new Error("The organization is gone.");
  return row;
}

export interface ImportedTag {
  id: number;
  name: string;
  scope: string;
}

const tags = statement<ImportedTag>(
  "SELECT id, name, scope FROM tags WHERE organization_id = $1 AND deleted_at IS NULL",
);

export function readActiveTags(transaction: OrganizationTransaction): Promise<ImportedTag[]> {
  return transaction.query(tags, [transaction.organizationId]);
}

const held = statement<{ id: number }>(`
  SELECT id FROM tags WHERE organization_id = $1 AND id = ANY($2::integer[]) AND deleted_at IS NULL
  ORDER BY id FOR SHARE`);

/** Keeps these tags from being deleted until the transaction ends; false when one of them was. */
export async function holdActiveTags(
  transaction: OrganizationTransaction,
  ids: readonly number[],
): Promise<boolean> {
  if (ids.length === 0) return true;
  const rows = await transaction.query(held, [transaction.organizationId, ids]);
  return rows.length === ids.length;
}

const agents = statement<{ id: number; name: string; email: string }>(
  "SELECT id, name, email FROM agents WHERE organization_id = $1 ORDER BY id",
);

export function readEveryAgent(transaction: OrganizationTransaction) {
  return transaction.query(agents, [transaction.organizationId]);
}
