/** SQL: the present name of the agent or API token that `alias.actor_type, actor_id` names, or NULL. */
export function actorNameSql(alias: string): string {
  const nameFrom = (table: string) => `
    (SELECT name FROM ${table} AS actor
     WHERE actor.organization_id = ${alias}.organization_id AND actor.id = ${alias}.actor_id::integer)`;
  return `CASE ${alias}.actor_type
    WHEN 'agent' THEN ${nameFrom("agents")}
    WHEN 'api_token' THEN ${nameFrom("api_tokens")}
  END`;
}
