import { claimedOrganization } from "../auth/tokens.ts";
import type { Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { findByWidgetKey } from "./queries.ts";

/** What a widget key stands for. */
export interface WidgetSite {
  organizationId: number;
  widgetKey: string;
  /** Live signing secrets: two during rotation. */
  secrets: readonly string[];
  /** Where the widget may be embedded; empty: anywhere. */
  allowedOrigins: readonly string[];
}

/** Null when no organization has this key. */
export async function findWidgetSite(
  database: Database,
  widgetKey: string,
): Promise<WidgetSite | null> {
  const organizationId = claimedOrganization(widgetKey, "wk");
  if (organizationId === undefined) return null;
  const row = await inOrganization(database, organizationId, (transaction) =>
    findByWidgetKey(transaction, widgetKey),
  );
  if (!row) return null;
  const { widget_secrets: secrets, allowed_origins: allowedOrigins } = row;
  return { organizationId, widgetKey, secrets, allowedOrigins };
}
