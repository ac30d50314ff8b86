import { sql } from "kysely";
import type { Principal } from "../../auth/principal.ts";
import type { OrganizationTransaction } from "../../database/organization-transaction.ts";

export function lockContact({ kysely, organizationId }: OrganizationTransaction, id: number) {
  return kysely
    .selectFrom("contacts")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** The contact's new revision: open windows read it again. */
export async function touchContact(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
): Promise<number> {
  const { revision } = await kysely
    .updateTable("contacts")
    .set({ revision: sql`revision + 1` })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .returning("revision")
    .executeTakeFirstOrThrow();
  return revision;
}

interface Membership {
  segmentId: number;
  contactId: number;
  /** Matches at least one condition now. */
  metCondition: boolean;
  source: string;
  actor: Principal["actor"];
}

/** `moved`: in or out now; `kept`: only that it is by hand is new. */
type Written = "moved" | "kept" | "nothing";

/** Makes a contact a member by hand. The contact is locked. */
export async function pinMember(
  transaction: OrganizationTransaction,
  membership: Membership,
): Promise<Written> {
  const held = await findMembership(transaction, membership);
  if (held?.state === "member" && held.by_hand) return "nothing";
  await writeMembership(transaction, membership, "member");
  return held?.state === "member" ? "kept" : "moved";
}

/** Takes a member out by hand, for good. The contact is locked. */
export async function excludeMember(
  transaction: OrganizationTransaction,
  membership: Membership,
): Promise<Written> {
  const held = await findMembership(transaction, membership);
  if (held?.state !== "member") return "nothing";
  await writeMembership(transaction, membership, "excluded");
  return "moved";
}

function findMembership(
  { kysely, organizationId }: OrganizationTransaction,
  { segmentId, contactId }: Membership,
) {
  return kysely
    .selectFrom("segment_memberships")
    .select(["state", "by_hand"])
    .where("organization_id", "=", organizationId)
    .where("segment_id", "=", segmentId)
    .where("contact_id", "=", contactId)
    .forUpdate()
    .executeTakeFirst();
}

async function writeMembership(
  { kysely, organizationId }: OrganizationTransaction,
  { segmentId, contactId, metCondition, source, actor }: Membership,
  state: "member" | "excluded",
): Promise<void> {
  const row = {
    state,
    by_hand: true,
    met_condition: metCondition,
    source,
    actor_type: actor.type,
    actor_id: String(actor.id),
    reason: null,
  };
  await kysely
    .insertInto("segment_memberships")
    .values({
      organization_id: organizationId,
      segment_id: segmentId,
      contact_id: contactId,
      ...row,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["organization_id", "segment_id", "contact_id"])
        .doUpdateSet({ ...row, created_at: sql`now()` }),
    )
    .execute();
}
