import type { ClientBase } from "pg";
import { appRole } from "./roles.ts";

/**
 * Roles belong to the whole cluster, so databases that are migrated at the same time may both try
 * to make it; the later one finds it made. The owner may become it (see `openDatabase`).
 */
export async function makeAppRole(owner: ClientBase): Promise<void> {
  await owner.query(`
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${appRole}') THEN
        CREATE ROLE ${appRole} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
  const { rows } = await owner.query<{ may: boolean }>(
    `SELECT rolsuper OR current_user = '${appRole}' OR EXISTS (
       SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
       WHERE r.rolname = '${appRole}' AND m.member = me.oid
         AND coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
     ) AS may FROM pg_roles me WHERE rolname = current_user`,
  );
  if (!rows[0]?.may) await owner.query(`GRANT ${appRole} TO CURRENT_USER`);
}
