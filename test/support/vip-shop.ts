import { randomBytes, randomUUID } from "node:crypto";
import type { Context } from "@tagalong/shared/contracts/context.ts";
import type pg from "pg";
import { hashToken, newWidgetKey } from "../../server/src/auth/tokens.ts";
import type { VisitorIdentity } from "../../server/src/contacts/visitor-identity.ts";
import type { VisitorSends } from "../../server/src/conversations/send-visitor-message.ts";
import { addOrganization, type SampleOrganization } from "./sample-organization.ts";

/** The organization of the product's story: VIPs are pressing, tagged contacts have their agent. */
export interface VipShop extends SampleOrganization {
  widgetKey: string;
  widgetSecret: string;
  segments: { enterprise: number; vip: number; signedOnly: number };
  queues: { vip: number; general: number };
  seniorAgent: number;
  enterpriseTag: number;
}

const enterpriseCriteria = {
  all: [{ field: "contact.property.plan_tier", operator: "equals", value: "Enterprise" }],
};
const hasAny = (field: string, ...ids: number[]) => ({
  all: [{ field, operator: "hasAnyOf", value: ids }],
});

export async function addVipShop(owner: pg.Client, name: string): Promise<VipShop> {
  const sample = await addOrganization(owner, name);
  const organization = sample.id;
  const add = async (table: string, row: Record<string, unknown>): Promise<number> => {
    const columns = ["organization_id", ...Object.keys(row)];
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((_, at) => `$${at + 1}`).join()})
       RETURNING id`,
      [organization, ...Object.values(row)],
    );
    return Number(rows[0]?.id);
  };
  const widgetKey = newWidgetKey(organization);
  const widgetSecret = randomBytes(32).toString("base64url");
  const segments = {
    enterprise: await add("segments", {
      name: "Enterprise",
      refresh: "on_conversation",
      criteria: JSON.stringify(enterpriseCriteria),
    }),
    vip: await add("segments", { name: "VIP", refresh: "manual" }),
    signedOnly: await add("segments", {
      name: "Partners",
      refresh: "manual",
      requires_signed_context: true,
    }),
  };
  const seniorAgent = await add("agents", {
    user_id: `${name}-senior`,
    name: "Senior agent",
    email: `senior@${name.toLowerCase()}.example`,
    role: "agent",
  });
  const vipSegments = hasAny("contact.segments", segments.enterprise, segments.vip);
  const vip = await add("queues", {
    name: "VIP Support",
    position: 0,
    criteria: JSON.stringify(vipSegments),
  });
  await add("priority_rules", {
    name: "Enterprise is high",
    position: 0,
    criteria: JSON.stringify(hasAny("contact.segments", segments.enterprise)),
    priority: "high",
  });
  await add("routing_rules", {
    name: "Enterprise tag to the senior agent",
    position: 0,
    criteria: JSON.stringify(hasAny("contact.tags", sample.tags.contact)),
    action: JSON.stringify({ agentId: seniorAgent }),
  });
  await owner.query(
    `UPDATE organizations SET widget_key = $2, widget_secrets = $3, rules_version = rules_version + 1
     WHERE organization_id = $1`,
    [organization, widgetKey, [widgetSecret]],
  );
  const queues = { vip, general: sample.queue };
  const enterpriseTag = sample.tags.contact;
  return { ...sample, widgetKey, widgetSecret, segments, queues, seniorAgent, enterpriseTag };
}

/** A browser that has never written. */
export function newBrowser(
  { id }: Pick<SampleOrganization, "id">,
  externalId: string | null = null,
): VisitorIdentity {
  return { organizationId: id, tokenHash: hashToken(randomBytes(32).toString("hex")), externalId };
}

/** A message with a client id of its own. */
export function says(text: string, context: Context = {}): VisitorSends {
  return { clientId: randomUUID(), text, context };
}
