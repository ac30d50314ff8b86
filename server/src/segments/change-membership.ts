import { atLeastOne } from "@tagalong/shared/criteria/at-least-one.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { criteriaToSql } from "@tagalong/shared/criteria/sql.ts";
import type { Principal } from "../auth/principal.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import { findSegment, type SegmentRow } from "./queries.ts";
import { excludeMember, lockContact, pinMember, touchContact } from "./queries/memberships.ts";
import { isMatching } from "./queries/sync.ts";

type Asked = Pick<Services, "database" | "rules" | "publisher">;

/** What brings a contact into a segment, or takes it out, by hand. */
const byHand = "manual";

/**
 * Adds a contact to a segment by hand. It then stays whatever the criteria say (S2), but for a sync
 * that finds it to match none of the conditions any more; also one that was a member by them and one
 * that was removed by hand before. A second time changes nothing.
 */
export async function addMember(
  services: Asked,
  principal: Principal,
  segmentId: number,
  contactId: number,
): Promise<{ changed: boolean }> {
  return await change(services, principal, segmentId, contactId, "segment.entered", pinMember);
}

/**
 * Takes a member out by hand. That sticks: no automatic run brings the contact back until somebody
 * adds it again (S2). Who is no member is left as they are.
 */
export async function removeMember(
  services: Asked,
  principal: Principal,
  segmentId: number,
  contactId: number,
): Promise<{ changed: boolean }> {
  return await change(services, principal, segmentId, contactId, "segment.left", excludeMember);
}

type Write = typeof pinMember;

async function change(
  services: Asked,
  principal: Principal,
  segmentId: number,
  contactId: number,
  kind: "segment.entered" | "segment.left",
  write: Write,
): Promise<{ changed: boolean }> {
  const { database, publisher } = services;
  const { organizationId, actor } = principal;
  return await inOrganization(database, organizationId, async (transaction) => {
    const segment = await requireList(transaction, segmentId);
    // One change of a contact's memberships at a time.
    if (!(await lockContact(transaction, contactId))) throw notFound("contact");
    const metCondition =
      kind === "segment.entered" && (await meetsOne(services, transaction, segment, contactId));
    const membership = { segmentId, contactId, metCondition, source: byHand, actor };
    const written = await write(transaction, membership);
    if (written === "nothing") return { changed: false };
    const revision = await touchContact(transaction, contactId);
    if (written === "moved") {
      await recordEvent(transaction, {
        kind,
        subject: { type: "segment", id: segmentId },
        actor,
        source: byHand,
        contactId,
        data: { segmentId, name: segment.name },
      });
    }
    transaction.onCommit(() => {
      publisher.contactChanged(organizationId, { id: contactId, revision });
      publisher.settingsChanged(organizationId, "segments");
    });
    return { changed: true };
  });
}

/** What a sync will ask of who is added by hand: whether any condition was met before (S2). */
async function meetsOne(
  { rules }: Pick<Asked, "rules">,
  transaction: OrganizationTransaction,
  { criteria }: SegmentRow,
  contactId: number,
): Promise<boolean> {
  if (criteria === null) return false;
  const { contacts } = await rules.read(transaction);
  const now = new Date();
  return await isMatching(transaction, contactId, (first) =>
    criteriaToSql(atLeastOne(criteria as Criteria), contacts, { now, first }),
  );
}

async function requireList(transaction: OrganizationTransaction, id: number) {
  const segment = await findSegment(transaction, id);
  if (!segment) throw notFound("segment");
  if (segment.refresh === "live") {
    const message = "A live segment has no list: whoever matches its criteria is in it.";
    throw new ProblemError("invalid_value", message);
  }
  return segment;
}
