import type { Database } from "./database.ts";

/** The database's epoch (delivery 6) and the secret that sign-in signs with. */
export async function readServerState({ kysely }: Database) {
  const { epoch, sign_in_secret } = await kysely
    .selectFrom("server_state")
    .selectAll()
    .executeTakeFirstOrThrow();
  return { epoch, signInSecret: sign_in_secret };
}
