import type { Segment } from "@tagalong/shared/contracts/segment.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { liveMembers } from "./live-members.ts";
import { countMatching, countMembers, findSegment, readSegments } from "./queries.ts";
import { readSegmentStates } from "./segment-state.ts";
import { toSegment } from "./to-segment.ts";

type Asks = Pick<Principal, "organizationId" | "permissions">;

/** Every segment with its member count, by name (S3). */
export async function listSegments(
  { database, rules }: Pick<Services, "database" | "rules">,
  { organizationId, permissions }: Asks,
): Promise<Segment[]> {
  return await inOrganization(database, organizationId, async (transaction) => {
    const [{ contacts }, rows, stored, stateOf] = await Promise.all([
      rules.read(transaction),
      readSegments(transaction),
      countMembers(transaction),
      readSegmentStates(transaction, { permissions }),
    ]);
    const segments: Segment[] = [];
    for (const row of rows) {
      const live = liveMembers(row, contacts);
      const members = live ? await countMatching(transaction, live) : (stored.get(row.id) ?? 0);
      segments.push(toSegment(row, members, contacts, stateOf(row.id)));
    }
    return segments;
  });
}

export async function readSegment(
  { database, rules }: Pick<Services, "database" | "rules">,
  { organizationId, permissions }: Asks,
  id: number,
): Promise<Segment> {
  return await inOrganization(database, organizationId, async (transaction) => {
    const [{ contacts }, row, stored, stateOf] = await Promise.all([
      rules.read(transaction),
      findSegment(transaction, id),
      countMembers(transaction, id),
      readSegmentStates(transaction, { permissions }),
    ]);
    if (!row) throw notFound("segment");
    const live = liveMembers(row, contacts);
    const members = live ? await countMatching(transaction, live) : (stored.get(id) ?? 0);
    return toSegment(row, members, contacts, stateOf(id));
  });
}
