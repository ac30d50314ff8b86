import type { Kysely } from "kysely";
import { foldedColumns } from "../contacts/folded-columns.ts";
import type { NewRow, Schema } from "../database/schema.ts";
import type { DemoCatalogue } from "./add-catalogue.ts";
import { knownContacts, returningCustomer, type DemoContact } from "./people.ts";
import { properties, type AgentKey } from "./shop.ts";

const day = 24 * 60 * 60 * 1000;
const definitions = new Map(properties.map((property) => [property.key, property]));

/** The shop's customers with their tags and segments, and the history that tells where from. */
export async function addContacts(
  owner: Kysely<Schema>,
  organizationId: number,
  agentIds: ReadonlyMap<AgentKey, number>,
  catalogue: DemoCatalogue,
): Promise<void> {
  const rows = [...knownContacts, returningCustomer].map((contact) => ({
    contact,
    at: new Date(Date.now() - contact.createdDaysAgo * day),
  }));
  const added = await owner
    .insertInto("contacts")
    .values(rows.map(({ contact, at }) => toRow(organizationId, contact, at, catalogue)))
    .returning(["id", "external_id"])
    .execute();
  const ids = new Map(added.map(({ id, external_id }) => [external_id, id]));
  const by = { actor_type: "agent", actor_id: String(agentIds.get("admin")) } as const;
  const assignments: NewRow<"tag_assignments">[] = [];
  const memberships: NewRow<"segment_memberships">[] = [];
  const events: NewRow<"events">[] = [];
  for (const { contact, at } of rows) {
    const contact_id = ids.get(contact.externalId ?? null) ?? 0;
    const common = { organization_id: organizationId, contact_id, created_at: at };
    const subject = { ...common, subject_type: "contact", subject_id: String(contact_id) };
    events.push({ ...subject, kind: "contact.created", actor_type: "system", source: "import" });
    for (const name of contact.tags) {
      const tag_id = catalogue.tags.get(name) ?? 0;
      const source = "manual_admin";
      assignments.push({ ...common, ...by, tag_id, source });
      const data = JSON.stringify({ tag: { id: tag_id, name } });
      events.push({ ...subject, ...by, kind: "contact.tag_added", source, data });
    }
    for (const name of contact.segments) {
      const segment_id = catalogue.segments.get(name) ?? 0;
      const source = "manual";
      memberships.push({ ...common, ...by, segment_id, state: "member", by_hand: true, source });
      events.push({
        ...subject,
        ...by,
        subject_type: "segment",
        subject_id: String(segment_id),
        kind: "segment.entered",
        source,
        data: JSON.stringify({ name }),
      });
    }
  }
  await owner.insertInto("tag_assignments").values(assignments).execute();
  await owner.insertInto("segment_memberships").values(memberships).execute();
  await owner.insertInto("events").values(events).execute();
}

function toRow(
  organizationId: number,
  contact: DemoContact,
  at: Date,
  catalogue: DemoCatalogue,
): NewRow<"contacts"> {
  const { properties: given, properties_folded, ...text } = foldedColumns(contact, definitions);
  return {
    organization_id: organizationId,
    ...text,
    properties: JSON.stringify(given),
    properties_folded: JSON.stringify(properties_folded),
    tag_ids: contact.tags.flatMap((name) => catalogue.tags.get(name) ?? []).sort((a, b) => a - b),
    verified: true,
    created_at: at,
    first_seen_at: at,
    last_seen_at: new Date(Date.now() - contact.seenDaysAgo * day),
  };
}
