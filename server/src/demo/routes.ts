import { claimedOrganization } from "../auth/tokens.ts";
import type { Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { newRouter } from "../http/router.ts";
import { readDemo } from "./demo-file.ts";
import { demoVisitors } from "./visitors.ts";

/**
 * What the demo page at /demo needs of the server: who one may be. It signs context, which for any
 * other organization only the site's own server may do; without the demo organization it is not
 * there.
 */
export function demoRoutes(dataDir: string) {
  const routes = newRouter();
  routes.get("/demo/visitors.json", async (c) => {
    const key = readDemo(dataDir)?.widgetKey;
    const secret = key === undefined ? undefined : await readSecret(c.var.services.database, key);
    if (key === undefined || secret === undefined) throw notFound("demo");
    c.header("cache-control", "no-store");
    return c.json(await demoVisitors(key, secret));
  });
  return routes;
}

async function readSecret(database: Database, widgetKey: string): Promise<string | undefined> {
  const organizationId = claimedOrganization(widgetKey, "wk");
  if (organizationId === undefined) return undefined;
  const row = await inOrganization(database, organizationId, ({ kysely }) =>
    kysely
      .selectFrom("organizations")
      .select("widget_secrets")
      .where("organization_id", "=", organizationId)
      .where("widget_key", "=", widgetKey)
      .executeTakeFirst(),
  );
  return row?.widget_secrets[0];
}
