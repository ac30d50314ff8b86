import type { Database } from "../database/database.ts";
import { notFound } from "../errors/problem-error.ts";
import { requireAgent, type Principal } from "./principal.ts";
import { deleteSession, findSessionOwner } from "./session-queries.ts";

/** Ends a sign-in: one's own, or as an admin any of the organization. */
export async function revokeSession(
  database: Database,
  principal: Principal,
  sessionId: string,
): Promise<void> {
  const agent = requireAgent(principal);
  const owner = await findSessionOwner(database, sessionId);
  const own = owner?.userId === agent.userId;
  const overseen = agent.role === "admin" && owner?.organizationId === principal.organizationId;
  if (!own && !overseen) throw notFound("session");
  await deleteSession(database, sessionId);
}
