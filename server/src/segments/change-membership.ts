import type { Principal } from "../auth/principal.ts";
import {
  inOrganization,
  type OrganizationTransaction,
} from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import { findSegment } from "./queries.ts";
import { excludeMember, lockContact, pinMember, touchContact } from "./queries/memberships.ts";

type Asked = Pick<Services, "database" | "publisher">;

/** What brings a contact into a segment, or takes it out, by hand. */
const byHand = "manual";

/**
 * Adds a contact to a segment by hand. It then stays whatever the criteria say (S2), also one that
 * was a member by them and one that was removed by hand before. A second time changes nothing.
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
  { database, publisher }: Asked,
  principal: Principal,
  segmentId: number,
  contactId: number,
  kind: "segment.entered" | "segment.left",
  write: Write,
): Promise<{ changed: boolean }> {
  const { organizationId, actor } = principal;
  return await inOrganization(database, organizationId, async (transaction) => {
    const segment = await requireList(transaction, segmentId);
    // One change of a contact's memberships at a time.
    if (!(await lockContact(transaction, contactId))) throw notFound("contact");
    const written = await write(transaction, { segmentId, contactId, source: byHand, actor });
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

async function requireList(transaction: OrganizationTransaction, id: number) {
  const segment = await findSegment(transaction, id);
  if (!segment) throw notFound("segment");
  if (segment.refresh === "live") {
    const message = "A live segment has no list: whoever matches its criteria is in it.";
    throw new ProblemError("invalid_value", message);
  }
  return segment;
}
