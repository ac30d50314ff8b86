import type { ClientBase } from "pg";
import { appRole, organizationSetting } from "./roles.ts";

/**
 * The second wall, raised after every migration so that no table can be forgotten: the server's
 * role sees one organization a transaction, and outside one its queries fail, because the setting
 * is then missing or empty.
 */
export async function raiseWalls(owner: ClientBase): Promise<void> {
  const own = `organization_id = current_setting('${organizationSetting}')::integer`;
  await owner.query(`
    BEGIN;
    DO $$
    DECLARE t regclass;
    BEGIN
      FOR t IN
        SELECT c.oid FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'organization')
      LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY organization ON %s USING (${own.replaceAll("'", "''")})', t);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO ${appRole}', t);
      END LOOP;
    END $$;
    GRANT USAGE ON SCHEMA public TO ${appRole};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${appRole};
    REVOKE INSERT, DELETE ON organizations FROM ${appRole};
    GRANT SELECT ON server_state TO ${appRole};
    COMMIT`);
}
