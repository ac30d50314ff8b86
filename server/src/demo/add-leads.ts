import { fold } from "@tagalong/shared/criteria/fold.ts";
import { sql, type Kysely } from "kysely";
import type { NewRow, Schema } from "../database/schema.ts";
import type { AgentKey } from "./shop.ts";

/** Leads and deals of some of the shop's customers, by the ids of people.ts (K1). */
const leads = [
  { of: "demo-02", title: "Asked for a bulk price", status: "working", score: 82 },
  { of: "demo-06", title: "Wants to see a demo", status: "new", score: 74 },
  { of: "demo-15", title: "Came from the newsletter", status: "new", score: 35 },
  { of: "demo-23", title: "Second shop", status: "qualified", score: 91 },
] as const;

const deals = [
  { of: "demo-04", title: "Yearly plan", stage: "Negotiation", value: "14400.00" },
  { of: "demo-10", title: "Renewal", stage: "Proposal", value: "8600.00" },
  { of: "demo-16", title: "More seats", stage: "Qualified lead", value: "2400.00" },
  { of: "demo-22", title: "Pilot", stage: "Won", value: "1200.00" },
] as const;

export async function addLeads(
  owner: Kysely<Schema>,
  organization_id: number,
  agentIds: ReadonlyMap<AgentKey, number>,
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
  const common = ({ of, title }: { of: string; title: string }) => ({
    organization_id,
    contact_id: contacts.find((contact) => contact.external_id === of)?.id ?? 0,
    title,
    title_folded: fold(title),
    owner_id: agentIds.get("senior") ?? null,
  });
  await owner
    .insertInto("leads")
    .values(
      leads.map(({ status, score, ...lead }): NewRow<"leads"> => ({
        ...common(lead),
        status,
        score,
      })),
    )
    .execute();
  await owner
    .insertInto("deals")
    .values(
      deals.map(({ stage, value, ...deal }): NewRow<"deals"> => ({
        ...common(deal),
        stage_id: stages.find(({ name }) => name === stage)?.id ?? 0,
        value,
        currency: "EUR",
      })),
    )
    .execute();
}
