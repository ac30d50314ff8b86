import { roles } from "@tagalong/shared/permissions.ts";
import { ProblemError } from "../errors/problem-error.ts";

export function roleNameTaken(name: string): ProblemError {
  return new ProblemError("name_taken", `There is a role “${name}” already.`, "name");
}

/** An own role called Admin would be taken for the real one. */
export function refuseBuiltInName(name: string): void {
  if (roles.some((role) => role === name.toLowerCase())) throw roleNameTaken(name);
}
