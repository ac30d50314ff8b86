import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { sql } from "kysely";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";

type Kind = Segment["usedBy"][number]["kind"];

export interface SegmentUser {
  kind: Kind;
  id: number;
  name: string;
  criteria: Criteria;
}

/** Where criteria are kept that may name segments. Their features stand right of segments. */
const tables = {
  segment: "segments",
  queue: "queues",
  routing_rule: "routing_rules",
  priority_rule: "priority_rules",
  smart_list: "smart_lists",
} as const satisfies Record<Kind, string>;

/** A private list's name is nobody's but its owner's. */
const privateList = "a private one";

/** Everything that has criteria and is not deleted; rules that are switched off too. */
export async function readSegmentUsers({
  kysely,
  organizationId,
}: OrganizationTransaction): Promise<SegmentUser[]> {
  const found = await Promise.all(
    (Object.keys(tables) as Kind[]).map(async (kind) => {
      const rows = await kysely
        .selectFrom(tables[kind])
        .select(["id", "criteria"])
        .select(
          kind === "smart_list"
            ? sql<string>`CASE WHEN shared THEN name ELSE ${privateList} END`.as("name")
            : "name",
        )
        .where("organization_id", "=", organizationId)
        .where("criteria", "is not", null)
        .$if(kind === "segment", (query) => query.where(sql<boolean>`deleted_at IS NULL`))
        .orderBy("name")
        .execute();
      return rows.map(({ id, name, criteria }) => ({
        kind,
        id,
        name,
        criteria: criteria as Criteria,
      }));
    }),
  );
  return found.flat();
}
