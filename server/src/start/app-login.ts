import { createHmac } from "node:crypto";
import pg from "pg";
import { appRole } from "../database/roles.ts";

/**
 * The address at which the server works: the same database, signed in as the role that owns nothing
 * and cannot bypass row-level security, so that no statement can climb back to the owner.
 *
 * The role's password is derived from the owner's, so that any number of servers on one database
 * agree on it without a file to share. Where there is no password to derive from, or the owner may
 * not set one, the owner's address is returned and `openDatabase` steps down to the role itself.
 */
export async function appLogin(ownerUrl: string): Promise<string> {
  const url = new URL(ownerUrl);
  if (url.password === "") return ownerUrl;
  const password = createHmac("sha256", decodeURIComponent(url.password))
    .update(appRole)
    .digest("hex");
  url.username = appRole;
  url.password = password;
  if (await canSignIn(url.href)) return url.href;
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  try {
    await owner.query(`ALTER ROLE ${appRole} LOGIN PASSWORD '${password}'`);
  } catch (error) {
    if ((error as { code?: string }).code === insufficientPrivilege) return ownerUrl;
    throw error;
  } finally {
    await owner.end();
  }
  return (await canSignIn(url.href)) ? url.href : ownerUrl;
}

const insufficientPrivilege = "42501";

async function canSignIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
