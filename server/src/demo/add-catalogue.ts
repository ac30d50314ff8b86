import type { Kysely } from "kysely";
import type { Schema } from "../database/schema.ts";
import {
  all,
  properties,
  segments,
  tags,
  type AgentKey,
  type DemoSegmentName,
  type DemoTagName,
} from "./shop.ts";

export interface DemoCatalogue {
  tags: ReadonlyMap<DemoTagName, number>;
  segments: ReadonlyMap<DemoSegmentName, number>;
}

/** Properties, tags, segments, queues and the rules that make the demo's story. */
export async function addCatalogue(
  owner: Kysely<Schema>,
  organizationId: number,
  agentIds: ReadonlyMap<AgentKey, number>,
  teamIds: ReadonlyMap<string, number>,
): Promise<DemoCatalogue> {
  const organization_id = organizationId;
  await owner
    .insertInto("properties")
    .values(properties.map((property, position) => ({ organization_id, ...property, position })))
    .execute();
  const tagRows = await owner
    .insertInto("tags")
    .values(
      tags.map(({ name, color, scope, description, deleted }) => ({
        organization_id,
        name,
        color,
        scope,
        description,
        deleted_at: deleted ? new Date() : null,
      })),
    )
    .returning(["id", "name"])
    .execute();
  const segmentRows = await owner
    .insertInto("segments")
    .values(
      segments.map((segment) => ({
        organization_id,
        name: segment.name,
        description: segment.description,
        refresh: segment.refresh,
        criteria: "criteria" in segment ? JSON.stringify(segment.criteria) : null,
        requires_signed_context: "requiresSignedContext" in segment,
      })),
    )
    .returning(["id", "name"])
    .execute();
  const catalogue: DemoCatalogue = {
    tags: new Map(tagRows.map((row) => [row.name as DemoTagName, row.id])),
    segments: new Map(segmentRows.map((row) => [row.name as DemoSegmentName, row.id])),
  };
  await addRules(owner, organizationId, { agentIds, teamIds, catalogue });
  return catalogue;
}

async function addRules(
  owner: Kysely<Schema>,
  organization_id: number,
  known: {
    agentIds: ReadonlyMap<AgentKey, number>;
    teamIds: ReadonlyMap<string, number>;
    catalogue: DemoCatalogue;
  },
): Promise<void> {
  const inSegment = (...names: DemoSegmentName[]) =>
    JSON.stringify(
      all({
        field: "contact.segments",
        operator: "hasAnyOf",
        value: names.map((name) => known.catalogue.segments.get(name)),
      }),
    );
  const tagged = JSON.stringify(
    all({
      field: "contact.tags",
      operator: "hasAnyOf",
      value: [known.catalogue.tags.get("enterprise")],
    }),
  );
  await owner
    .insertInto("queues")
    .values([
      {
        organization_id,
        name: "VIP Support",
        position: 1,
        criteria: inSegment("Enterprise", "VIP"),
        team_id: known.teamIds.get("VIP Support"),
      },
      {
        organization_id,
        name: "General support",
        position: 2,
        fallback: true,
        team_id: known.teamIds.get("General support"),
      },
    ])
    .execute();
  await owner
    .insertInto("routing_rules")
    .values({
      organization_id,
      name: "Enterprise contacts to the senior agent",
      position: 1,
      criteria: tagged,
      action: JSON.stringify({ agentId: known.agentIds.get("senior") }),
    })
    .execute();
  await owner
    .insertInto("priority_rules")
    .values([
      {
        organization_id,
        name: "VIP is urgent",
        position: 1,
        criteria: inSegment("VIP"),
        priority: "urgent",
      },
      {
        organization_id,
        name: "Enterprise is high",
        position: 2,
        criteria: inSegment("Enterprise"),
        priority: "high",
      },
    ])
    .execute();
}
