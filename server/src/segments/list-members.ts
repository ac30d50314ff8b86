import type { SegmentMember } from "@tagalong/shared/contracts/segment-member.ts";
import type { CriteriaContext } from "@tagalong/shared/criteria/context.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { describeCriteria } from "@tagalong/shared/criteria/describe.ts";
import { z } from "zod";
import type { Principal } from "../auth/principal.ts";
import { toContact } from "../contacts/to-contact.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { notFound } from "../errors/problem-error.ts";
import { readCursor, toPage } from "../http/cursor.ts";
import { defaultPageSize } from "../http/params.ts";
import type { Services } from "../services.ts";
import { liveMembers } from "./live-members.ts";
import { whyMember } from "./membership-reason.ts";
import {
  findSegment,
  readMatchingContacts,
  readStoredMembers,
  type SegmentRow,
} from "./queries.ts";

const placeSchema = z.int().positive();

/** A segment's members, the contacts created last first, a page at a time (S3). */
export async function listMembers(
  { database, rules }: Pick<Services, "database" | "rules">,
  { organizationId }: Pick<Principal, "organizationId">,
  segmentId: number,
  { cursor, limit = defaultPageSize }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<{ items: SegmentMember[]; nextCursor: string | null }> {
  const after = readCursor(cursor, placeSchema);
  return await inOrganization(database, organizationId, async (transaction) => {
    const segment = await findSegment(transaction, segmentId);
    if (!segment) throw notFound("segment");
    const { contacts } = await rules.read(transaction);
    const members = await readMembers(transaction, segment, contacts, after, limit + 1);
    return toPage(
      members,
      limit,
      ({ contact }) => contact.id,
      (member) => member,
    );
  });
}

async function readMembers(
  transaction: OrganizationTransaction,
  segment: SegmentRow,
  context: CriteriaContext,
  after: number | undefined,
  limit: number,
): Promise<SegmentMember[]> {
  const live = liveMembers(segment, context);
  if (live) {
    const why = [describeCriteria(segment.criteria as Criteria, context)];
    const rows = await readMatchingContacts(transaction, live, { after, limit });
    return rows.map((row) => ({ contact: toContact(row), origin: "criteria", why, since: null }));
  }
  const rows = await readStoredMembers(transaction, segment.id, { after, limit });
  return rows.map((row) => ({
    contact: toContact(row),
    ...whyMember(row),
    since: row.since.toISOString(),
  }));
}
