import { randomUUID } from "node:crypto";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { isUniqueViolation } from "../database/unique-violation.ts";

/**
 * Somebody who signs in with email and password, as better-auth stores them. Undefined when the email
 * signs in already, to whichever organization.
 */
export async function addUser(
  { kysely, organizationId }: OrganizationTransaction,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string },
): Promise<string | undefined> {
  const id = randomUUID();
  const now = new Date();
  try {
    await kysely
      .insertInto("auth.user")
      .values({
        id,
        name,
        email,
        emailVerified: false,
        createdAt: now,
        updatedAt: now,
        organizationId,
      })
      .execute();
  } catch (error) {
    if (isUniqueViolation(error, "user_email_key")) return undefined;
    throw error;
  }
  await kysely
    .insertInto("auth.account")
    .values({
      id: randomUUID(),
      accountId: id,
      providerId: "credential",
      userId: id,
      password: passwordHash,
    })
    .execute();
  return id;
}

/** Ends every sign-in of a user; migration 0002's trigger cuts their sockets. */
export async function endSessionsOf(
  { kysely }: OrganizationTransaction,
  userId: string,
): Promise<void> {
  await kysely.deleteFrom("auth.session").where("userId", "=", userId).execute();
}
