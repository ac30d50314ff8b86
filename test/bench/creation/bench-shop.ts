import type { Criteria, Node } from "@tagalong/shared/criteria/criteria.ts";
import type pg from "pg";
import { addOrganization, type SampleOrganization } from "../../support/sample-organization.ts";

/** Names of segments that every visitor's context names as groups. */
export const groups = ["Trial", "Newsletter"];

/** Every visitor's; the criteria of the matching segments are made for them. */
export const visitorProperties = { plan_tier: "Enterprise", region: "Region 7", seats: 40 };

/**
 * An organization with so many segments that are applied when a conversation starts, of which so many
 * match every visitor of the bench. Deterministic: each run asks the same.
 */
export async function addBenchShop(
  owner: pg.Client,
  name: string,
  { segments, matching }: { segments: number; matching: number },
): Promise<SampleOrganization> {
  const shop = await addOrganization(owner, name);
  await owner.query(
    `INSERT INTO properties (organization_id, key, label, kind, writers) VALUES
     ($1, 'region', 'Region', 'text', '{unsigned_context}'),
     ($1, 'seats', 'Seats', 'number', '{unsigned_context}')`,
    [shop.id],
  );
  const rows = Array.from({ length: segments }, (_, at) => ({
    name: `Segment ${at + 1}`,
    criteria: at < matching ? matchingCriteria(at) : otherCriteria(at),
  }));
  await owner.query(
    `INSERT INTO segments (organization_id, name, refresh, criteria)
     SELECT $1, s.name, 'on_conversation', s.criteria
     FROM jsonb_to_recordset($2::jsonb) AS s (name text, criteria jsonb)`,
    [shop.id, JSON.stringify(rows)],
  );
  await owner.query(
    `INSERT INTO segments (organization_id, name, refresh) SELECT $1, unnest($2::text[]), 'manual'`,
    [shop.id, groups],
  );
  await owner.query(
    `INSERT INTO priority_rules (organization_id, name, position, criteria, priority)
     VALUES ($1, 'Large customers', 0, $2, 'high')`,
    [shop.id, JSON.stringify({ all: [is("seats", "atLeast", 30)] })],
  );
  await owner.query(
    "UPDATE organizations SET rules_version = rules_version + 1 WHERE organization_id = $1",
    [shop.id],
  );
  return shop;
}

const is = (property: string, operator: string, value: string | number): Node => ({
  field: `contact.property.${property}`,
  operator,
  value,
});

function matchingCriteria(at: number): Criteria {
  return { all: [is("plan_tier", "equals", "Enterprise"), is("seats", "greaterThan", at % 20)] };
}

/** Four in five need an equality, three in twenty one of two, the rest can only be tried. */
function otherCriteria(at: number): Criteria {
  if (at % 20 === 0) return { all: [is("seats", "greaterThan", 1_000 + at)] };
  if (at % 20 < 4) {
    return {
      any: [is("plan_tier", "equals", `Plan ${at}`), is("region", "equals", `Area ${at % 500}`)],
    };
  }
  // One in ten is looked at, since the region is the visitor's, and then found not to match.
  const region = is("region", "equals", `Region ${at % 100}`);
  return { all: [region, is("seats", "greaterThan", 100 + (at % 50))] };
}
