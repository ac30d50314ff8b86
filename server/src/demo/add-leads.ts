import { fold } from "@tagalong/shared/criteria/fold.ts";
import { sql, type Kysely } from "kysely";
import type { NewRow, Schema } from "../database/schema.ts";
import type { DemoCatalogue } from "./add-catalogue.ts";
import type { AgentKey, DemoTagName } from "./shop.ts";

/** Leads and deals of some of the shop's customers, by the ids of people.ts (K1). */
const leads = [
  { of: "demo-02", title: "Asked for a bulk price", status: "working", score: 82, tag: "hot-lead" },
  { of: "demo-06", title: "Wants to see a demo", status: "new", score: 74, tag: "follow-up" },
  { of: "demo-15", title: "Came from the newsletter", status: "new", score: 35, tag: "newsletter" },
  { of: "demo-23", title: "Second shop", status: "qualified", score: 91, tag: "hot-lead" },
] as const;

const deals = [
  {
    of: "demo-04",
    title: "Yearly plan",
    stage: "Negotiation",
    value: "14400.00",
    tag: "enterprise",
  },
  { of: "demo-10", title: "Renewal", stage: "Proposal", value: "8600.00", tag: "enterprise" },
  {
    of: "demo-16",
    title: "More seats",
    stage: "Qualified lead",
    value: "2400.00",
    tag: "follow-up",
  },
  { of: "demo-22", title: "Pilot", stage: "Won", value: "1200.00", tag: "trial" },
] as const;

export async function addLeads(
  owner: Kysely<Schema>,
  organization_id: number,
  agentIds: ReadonlyMap<AgentKey, number>,
  { tags }: Pick<DemoCatalogue, "tags">,
): Promise<void> {
  await sql`SELECT add_first_pipeline(${organization_id})`.execute(owner);
  const contacts = await owner
    .selectFrom("contacts")
    .select(["id", "external_id"])
    .where("organization_id", "=", organization_id)
    .execute();
  const stages = await owner
    .selectFrom("pipeline_stages")
    .select(["id", "name"])
    .where("organization_id", "=", organization_id)
    .execute();
  const tagOf = ({ tag }: { tag: DemoTagName }) => tags.get(tag) ?? 0;
  const by = { actor_type: "agent", actor_id: String(agentIds.get("senior")) } as const;
  const common = (record: { of: string; title: string; tag: DemoTagName }) => ({
    organization_id,
    contact_id: contacts.find((contact) => contact.external_id === record.of)?.id ?? 0,
    title: record.title,
    title_folded: fold(record.title),
    tag_ids: [tagOf(record)],
    owner_id: agentIds.get("senior") ?? null,
  });
  const addedLeads = await owner
    .insertInto("leads")
    .values(
      leads.map((lead): NewRow<"leads"> => {
        const { status, score } = lead;
        return { ...common(lead), status, score };
      }),
    )
    .returning(["id", "tag_ids"])
    .execute();
  const addedDeals = await owner
    .insertInto("deals")
    .values(
      deals.map((deal): NewRow<"deals"> => {
        const stage_id = stages.find(({ name }) => name === deal.stage)?.id ?? 0;
        return { ...common(deal), stage_id, value: deal.value, currency: "EUR" };
      }),
    )
    .returning(["id", "tag_ids"])
    .execute();
  const assigned = ({ tag_ids }: { tag_ids: number[] }) => ({
    organization_id,
    tag_id: tag_ids[0] ?? 0,
    source: "manual_agent" as const,
    ...by,
  });
  await owner
    .insertInto("lead_tag_assignments")
    .values(addedLeads.map((lead) => ({ ...assigned(lead), lead_id: lead.id })))
    .execute();
  await owner
    .insertInto("deal_tag_assignments")
    .values(addedDeals.map((deal) => ({ ...assigned(deal), deal_id: deal.id })))
    .execute();
}
