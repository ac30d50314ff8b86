import { claimedOrganization } from "../auth/tokens.ts";
import type { Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";

/** What a widget key stands for. */
export interface WidgetSite {
  organizationId: number;
  widgetKey: string;
  secrets: readonly string[];
  allowedOrigins: readonly string[];
}

interface SiteRow {
  widget_key: string;
  widget_secrets: string[];
  allowed_origins: string[];
}

const site = statement<SiteRow>(`
  SELECT widget_key, widget_secrets, allowed_origins FROM organizations
  WHERE organization_id = $1 AND widget_key = $2`);

const remembered = 2_000;

/**
 * Looks up widget keys. Known ones are remembered for two seconds, because a connection asks twice
 * (Origin, then the namespace) and after a restart all visitors come at once.
 */
export function createWidgetSites(database: Database) {
  const sites = new Map<string, { site: Promise<WidgetSite | null>; until: number }>();

  const read = async (key: string): Promise<WidgetSite | null> => {
    const organizationId = claimedOrganization(key, "wk");
    if (organizationId === undefined) return null;
    const [row] = await inOrganization(database, organizationId, (transaction) =>
      transaction.query(site, [organizationId, key]),
    );
    if (!row) return null;
    const { widget_secrets: secrets, allowed_origins: allowedOrigins } = row;
    return { organizationId, widgetKey: row.widget_key, secrets, allowedOrigins };
  };

  return {
    async find(key: string): Promise<WidgetSite | null> {
      const now = Date.now();
      const known = sites.get(key);
      if (known && known.until > now) return known.site;
      for (const [old, { until }] of sites) if (until <= now) sites.delete(old);
      const found = read(key);
      sites.set(key, { site: found, until: now + remembered });
      const result = await found.catch((error: unknown) => {
        sites.delete(key);
        throw error;
      });
      if (!result) sites.delete(key);
      return result;
    },
  };
}

export type WidgetSites = ReturnType<typeof createWidgetSites>;
