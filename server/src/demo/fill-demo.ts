import type { Kysely } from "kysely";
import { claimedOrganization } from "../auth/tokens.ts";
import type { Schema } from "../database/schema.ts";
import { extensionDir } from "../sites.ts";
import { backdateTalks } from "./backdate-talks.ts";
import { readBegunDemo, readDemo, writeBegunDemo, writeDemo, type Demo } from "./demo-file.ts";
import { foundShop } from "./found-shop.ts";
import { holdTalks } from "./hold-talks.ts";
import { asOwner } from "./owner-connection.ts";
import { agents, type AgentKey } from "./shop.ts";

export type { Demo };

export interface FillDemoOptions {
  /** Signs in as the server's role. */
  databaseUrl: string;
  /** Signs in as the owner of the database. */
  ownerUrl: string;
  baseUrl: string;
  dataDir: string;
}

/**
 * Fills an empty database with the demo organization, once, and says how to look around; the same
 * is written to `demo.json` in the data folder, readable by its owner alone, and read back by later
 * starts. A start that was interrupted half-way is finished by the next one. Undefined when the
 * database holds somebody else's organizations.
 */
export async function fillDemo(options: FillDemoOptions): Promise<Demo | undefined> {
  const { databaseUrl, ownerUrl, baseUrl, dataDir } = options;
  return await asOwner(ownerUrl, async (owner) => {
    const kept = readDemo(dataDir);
    if (kept && (await stillExists(owner, kept))) return refresh(dataDir, kept, baseUrl);
    const begun = readBegunDemo(dataDir);
    const demo =
      begun && (await stillExists(owner, begun))
        ? { ...begun, baseUrl, extensionDir }
        : await foundShop(owner, baseUrl, (founded) => writeBegunDemo(dataDir, founded));
    if (!demo) return undefined;
    const organizationId = organizationOf(demo);
    const agentIds = await readAgentIds(owner, organizationId);
    const conversations = await holdTalks(databaseUrl, demo, organizationId, agentIds);
    await backdateTalks(owner, organizationId, conversations);
    writeDemo(dataDir, demo);
    return demo;
  });
}

/** The port, or the folder of the checkout, may have changed since. */
function refresh(dataDir: string, kept: Demo, baseUrl: string): Demo {
  const demo = { ...kept, baseUrl, extensionDir };
  if (kept.baseUrl !== baseUrl || kept.extensionDir !== extensionDir) writeDemo(dataDir, demo);
  return demo;
}

function organizationOf({ widgetKey }: Demo): number {
  return claimedOrganization(widgetKey, "wk") ?? 0;
}

/** Another DATABASE_URL than last time knows nothing of it. */
async function stillExists(owner: Kysely<Schema>, demo: Demo): Promise<boolean> {
  const row = await owner
    .selectFrom("organizations")
    .select("name")
    .where("organization_id", "=", organizationOf(demo))
    .where("widget_key", "=", demo.widgetKey)
    .executeTakeFirst();
  return row !== undefined;
}

async function readAgentIds(
  owner: Kysely<Schema>,
  organizationId: number,
): Promise<Map<AgentKey, number>> {
  const rows = await owner
    .selectFrom("agents")
    .select(["id", "email"])
    .where("organization_id", "=", organizationId)
    .execute();
  const ids = new Map(rows.map((row) => [row.email, row.id]));
  return new Map(agents.map(({ key, email }) => [key, ids.get(email) ?? 0]));
}
