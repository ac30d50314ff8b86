import type { Database } from "../database/database.ts";
import { findWidgetSite, type WidgetSite } from "../organizations/find-widget-site.ts";

const remembered = 2_000;

/**
 * Looks up widget keys. Known ones are remembered for two seconds, because a connection asks twice
 * (Origin, then the namespace) and after a restart all visitors come at once.
 */
export function createWidgetSites(database: Database) {
  const sites = new Map<string, { site: Promise<WidgetSite | null>; until: number }>();
  return {
    async find(key: string): Promise<WidgetSite | null> {
      const now = Date.now();
      const known = sites.get(key);
      if (known && known.until > now) return known.site;
      for (const [old, { until }] of sites) if (until <= now) sites.delete(old);
      const found = findWidgetSite(database, key);
      sites.set(key, { site: found, until: now + remembered });
      try {
        const site = await found;
        // Keys that nobody has are endless.
        if (!site) sites.delete(key);
        return site;
      } catch (error) {
        sites.delete(key);
        throw error;
      }
    },
  };
}

export type WidgetSites = ReturnType<typeof createWidgetSites>;
