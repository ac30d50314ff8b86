import type { OrganizationTransaction } from "../../database/organization-transaction.ts";
import type { NewRow } from "../../database/schema.ts";

function invitationsIn({ kysely, organizationId }: OrganizationTransaction) {
  return kysely
    .selectFrom("invitations as invitation")
    .leftJoin("roles", (join) =>
      join
        .onRef("roles.organization_id", "=", "invitation.organization_id")
        .onRef("roles.id", "=", "invitation.role_id"),
    )
    .leftJoin("agents as inviter", (join) =>
      join
        .onRef("inviter.organization_id", "=", "invitation.organization_id")
        .onRef("inviter.id", "=", "invitation.invited_by"),
    )
    .select([
      "invitation.id",
      "invitation.email",
      "invitation.name",
      "invitation.title",
      "invitation.role",
      "invitation.role_id",
      "invitation.created_at",
      "invitation.expires_at",
      "inviter.name as invited_by",
      "roles.name as own_role",
    ])
    .where("invitation.organization_id", "=", organizationId);
}

/** The newest first. */
export function readInvitations(transaction: OrganizationTransaction) {
  return invitationsIn(transaction).orderBy("invitation.id", "desc").execute();
}

export function readInvitation(transaction: OrganizationTransaction, id: number) {
  return invitationsIn(transaction).where("invitation.id", "=", id).executeTakeFirstOrThrow();
}

export type InvitationRow = Awaited<ReturnType<typeof readInvitation>>;

export function findInvitationByToken(transaction: OrganizationTransaction, tokenHash: Buffer) {
  return invitationsIn(transaction)
    .where("invitation.token_hash", "=", tokenHash)
    .executeTakeFirst();
}

/** Takes the place of an earlier invitation of the same email. */
export async function putInvitation(
  { kysely, organizationId }: OrganizationTransaction,
  values: Omit<NewRow<"invitations">, "organization_id">,
): Promise<number> {
  const { email, ...others } = values;
  const { id } = await kysely
    .insertInto("invitations")
    .values({ organization_id: organizationId, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(["organization_id", "email"])
        .doUpdateSet({ ...others, created_at: new Date() }),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Its email, or undefined when there was none. */
export async function takeInvitation(
  { kysely, organizationId }: OrganizationTransaction,
  id: number,
): Promise<string | undefined> {
  const taken = await kysely
    .deleteFrom("invitations")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .returning("email")
    .executeTakeFirst();
  return taken?.email;
}

export async function readOrganizationName({
  kysely,
  organizationId,
}: OrganizationTransaction): Promise<string> {
  const { name } = await kysely
    .selectFrom("organizations")
    .select("name")
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return name;
}
