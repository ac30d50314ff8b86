import { permissions, rolePermissions, type Permission } from "@tagalong/shared/permissions.ts";
import type { Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { sessionRefreshSeconds, sessionSeconds } from "./better-auth.ts";
import type { Principal } from "./principal.ts";
import {
  findAgentOfUser,
  findApiToken,
  findSession,
  prolongSession,
  touchApiToken,
} from "./queries.ts";
import { claimedOrganization, hashToken } from "./tokens.ts";

/** Says who a token stands for; for HTTP and for sockets. */
export interface AuthService {
  /** From the header `Authorization: Bearer …`; throws ProblemError (unauthenticated). */
  authenticate(authorization: string | undefined): Promise<Principal>;
  authenticateToken(token: string): Promise<Principal>;
}

export function createAuthService(database: Database): AuthService {
  const authenticateToken = (token: string) =>
    token.startsWith("tgl_") ? byApiToken(database, token) : bySession(database, token);
  return {
    authenticateToken,
    async authenticate(authorization) {
      const token = /^Bearer +(\S{1,500})$/i.exec(authorization?.trim() ?? "")?.[1];
      if (token === undefined) {
        throw new ProblemError("unauthenticated", "Send a token: Authorization: Bearer ….");
      }
      return await authenticateToken(token);
    },
  };
}

async function byApiToken(database: Database, token: string): Promise<Principal> {
  const organizationId = claimedOrganization(token, "tgl");
  if (organizationId === undefined) throw unknownToken();
  return await inOrganization(database, organizationId, async (transaction) => {
    const row = await findApiToken(transaction, hashToken(token));
    if (!row) throw unknownToken();
    if (row.revoked_at) throw new ProblemError("session_revoked", "This token was revoked.");
    if (row.expires_at && row.expires_at.getTime() <= Date.now()) {
      throw new ProblemError("token_expired", "This token has expired.");
    }
    await touchApiToken(transaction, row);
    const { id, name } = row;
    return {
      organizationId,
      permissions: known(row.permissions),
      actor: { type: "api_token", id, name },
    };
  });
}

async function bySession(database: Database, token: string): Promise<Principal> {
  // better-auth's header carries `token.signature`; its pairing answers the bare token.
  const session = await findSession(database, token.split(".", 1)[0] ?? "");
  if (!session) throw unknownToken();
  const left = session.expiresAt.getTime() - Date.now();
  if (left <= 0) throw new ProblemError("token_expired", "This sign-in has expired.");
  if (left < (sessionSeconds - sessionRefreshSeconds) * 1_000) {
    await prolongSession(database, session.id, new Date(Date.now() + sessionSeconds * 1_000));
  }
  const { organizationId, userId } = session;
  const agent = await inOrganization(database, organizationId, (transaction) =>
    findAgentOfUser(transaction, userId),
  );
  if (!agent) throw unknownToken();
  const { id, name, email, role } = agent;
  return {
    organizationId,
    permissions: known(agent.permissions ?? rolePermissions[role]),
    actor: { type: "agent", id, name, email, role, userId },
    sessionId: session.id,
  };
}

/** Another version may have stored permissions that this one has no meaning for. */
function known(held: readonly Permission[]): ReadonlySet<Permission> {
  return new Set(permissions.filter((permission) => held.includes(permission)));
}

/** Never issued, revoked and forgotten, or of an agent who left: the same answer. */
function unknownToken(): ProblemError {
  return new ProblemError("unauthenticated", "This token is not valid (any more).");
}
