import type pg from "pg";
import { hashPassword } from "../../server/src/auth/passwords.ts";
import type { Principal } from "../../server/src/auth/principal.ts";

export const samplePassword = "correct horse battery";

/** Lets a sample organization's agent sign in with `samplePassword`. */
export async function addSignIn(
  owner: pg.Client,
  { organizationId, actor }: Principal,
): Promise<void> {
  if (actor.type !== "agent") throw new Error("Only agents sign in.");
  await owner.query(
    `INSERT INTO auth."user" (id, name, email, "organizationId") VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [actor.userId, actor.name, actor.email, organizationId],
  );
  await owner.query(
    `INSERT INTO auth.account (id, "accountId", "providerId", "userId", password)
     VALUES ($1, $1, 'credential', $1, $2)`,
    [actor.userId, await hashPassword(samplePassword)],
  );
}
