import { withImplied, type Permission } from "@tagalong/shared/permissions.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { Principal } from "./principal.ts";

/** Refuses to hand on what the asker does not hold: nobody gets more by way of another. */
export function requireToGrant(
  { permissions }: Pick<Principal, "permissions">,
  granted: Iterable<Permission>,
  path?: string,
): void {
  const beyond = withImplied(granted).find((permission) => !permissions.has(permission));
  if (beyond === undefined) return;
  throw new ProblemError("forbidden", `You can only give what you hold, not “${beyond}”.`, path);
}
