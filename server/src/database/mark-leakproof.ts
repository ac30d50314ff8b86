import type { ClientBase } from "pg";

/**
 * What filters of contacts compare with. Behind row-level security PostgreSQL uses an index, and what
 * it knows about how frequent a value is, only for functions that are known to tell nobody about the
 * rows they see; of these it does not know it. None of them says anything of a row but its answer:
 * no message holds a value, and our statements are the only ones the server's role sends.
 */
export const leakproofFunctions = [
  "arrayoverlap(anyarray, anyarray)",
  "arraycontains(anyarray, anyarray)",
  "jsonb_contains(jsonb, jsonb)",
  "textlike(text, text)",
  "textcat(text, text)",
] as const;

/**
 * Marks them where the owner may, which takes a superuser; answers those that are not marked. Filters
 * find the same without, but read many more rows for it. At every start, because a backup that is
 * restored into a new database does not carry it along.
 */
export async function markLeakproof(owner: ClientBase): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; may: boolean }>(
    `SELECT f.name, r.rolsuper AS may
     FROM unnest($1::text[]) AS f (name)
     JOIN pg_proc p ON p.oid = ('pg_catalog.' || f.name)::regprocedure AND NOT p.proleakproof
     JOIN pg_roles r ON r.rolname = current_user`,
    [leakproofFunctions],
  );
  if (!rows.every(({ may }) => may)) return rows.map(({ name }) => name);
  for (const { name } of rows) await owner.query(`ALTER FUNCTION pg_catalog.${name} LEAKPROOF`);
  return [];
}
