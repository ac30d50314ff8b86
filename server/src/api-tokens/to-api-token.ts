import type { ApiToken } from "@tagalong/shared/contracts/api-token.ts";
import { permissions } from "@tagalong/shared/permissions.ts";
import type { ApiTokenRow } from "./queries.ts";

export function toApiToken(row: ApiTokenRow): ApiToken {
  const { id, name, hint, revoked_at: revoked, expires_at: expires } = row;
  const expired = expires !== null && expires.getTime() <= Date.now();
  return {
    id,
    name,
    hint,
    permissions: permissions.filter((permission) => row.permissions.includes(permission)),
    status: revoked ? "revoked" : expired ? "expired" : "active",
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: expires?.toISOString() ?? null,
    revokedAt: revoked?.toISOString() ?? null,
  };
}
