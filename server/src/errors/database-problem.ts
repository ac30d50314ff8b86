import { isLostConnection } from "../database/lost-connection.ts";
import { ProblemError } from "./problem-error.ts";

/** Text that PostgreSQL cannot hold (NUL, lone surrogates) and numbers beyond a column's range. */
const unstorable = new Set(["22021", "22P05", "22P02", "22003"]);

/** Not now, but perhaps in a moment: too many connections, a lock or a rival in the way. */
const passing = new Set(["53300", "55P03", "57014", "40001", "40P01"]);

/** A contact was merged or erased, say, between being looked up and being referred to. */
const foreignKeyViolation = "23503";

/** pg's word when no connection came free, or none was made, in time. */
const late = "timeout exceeded when trying to connect";

/** The refusal that a failure of the database means, or undefined when it is a fault of ours. */
export function databaseProblem(error: unknown): ProblemError | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  if (typeof code === "string" && unstorable.has(code)) {
    return new ProblemError(
      "invalid_request",
      "The request holds something that cannot be stored.",
    );
  }
  if (code === foreignKeyViolation) {
    return new ProblemError("conflict", "Something that this refers to is gone by now.");
  }
  const isLate = error instanceof Error && error.message === late;
  if (isLate || isLostConnection(error) || (typeof code === "string" && passing.has(code))) {
    return new ProblemError("unavailable", "The database is away. Please try again.");
  }
  return undefined;
}
