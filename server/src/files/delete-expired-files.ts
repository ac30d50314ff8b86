import type { Database } from "../database/database.ts";

/** Everybody's files and links whose time is over. */
export async function deleteExpiredFiles({ pool }: Database): Promise<void> {
  await pool.query("SELECT delete_expired_files()");
}
