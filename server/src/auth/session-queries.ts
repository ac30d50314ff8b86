import type { Database } from "../database/database.ts";

export function listSessionsOf(database: Database, userId: string) {
  return database.kysely
    .selectFrom("auth.session")
    .select(["id", "userAgent", "ipAddress", "createdAt", "updatedAt", "expiresAt"])
    .where("userId", "=", userId)
    .where("expiresAt", ">", new Date())
    .orderBy("updatedAt", "desc")
    .orderBy("id")
    .execute();
}

export function findSessionOwner(database: Database, sessionId: string) {
  return database.kysely
    .selectFrom("auth.session as session")
    .innerJoin("auth.user as user", "user.id", "session.userId")
    .select(["user.id as userId", "user.organizationId"])
    .where("session.id", "=", sessionId)
    .executeTakeFirst();
}

export async function findOrganizationOfUser(
  database: Database,
  userId: string,
): Promise<number | undefined> {
  const user = await database.kysely
    .selectFrom("auth.user")
    .select("organizationId")
    .where("id", "=", userId)
    .executeTakeFirst();
  return user?.organizationId;
}

/** The trigger of migration 0002 tells every server, which cuts the session's sockets. */
export async function deleteSession(database: Database, sessionId: string): Promise<void> {
  await database.kysely.deleteFrom("auth.session").where("id", "=", sessionId).execute();
}

export function findPairing(database: Database, userCode: string) {
  return database.kysely
    .selectFrom("auth.deviceCode")
    .select(["userCode", "status", "userAgent", "expiresAt"])
    .where("userCode", "=", userCode)
    .where("expiresAt", ">", new Date())
    .executeTakeFirst();
}

/** Sign-ins and pairing codes whose time is over. */
export async function deleteExpired(database: Database): Promise<void> {
  const now = new Date();
  await database.kysely.deleteFrom("auth.session").where("expiresAt", "<", now).execute();
  await database.kysely.deleteFrom("auth.deviceCode").where("expiresAt", "<", now).execute();
  await database.kysely.deleteFrom("auth.verification").where("expiresAt", "<", now).execute();
}
