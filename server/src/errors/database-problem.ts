import { ProblemError } from "./problem-error.ts";

/** Text that PostgreSQL cannot hold (NUL, lone surrogates) and numbers beyond a column's range. */
const unstorable = new Set(["22021", "22P05", "22P02", "22003"]);

/** Not now, but perhaps in a moment: restarting, too many connections, a lock or a rival in the way. */
const passing = new Set(["57P01", "57P02", "57P03", "53300", "55P03", "57014", "40001", "40P01"]);

const network = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
]);

const lost =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered|was closed)|Cannot use a pool after)/;

/** The refusal that a failure of the database means, or undefined when it is a fault of ours. */
export function databaseProblem(error: unknown): ProblemError | undefined {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string" && unstorable.has(code)) {
    return new ProblemError(
      "invalid_request",
      "The request holds something that cannot be stored.",
    );
  }
  const away =
    (typeof code === "string" &&
      (passing.has(code) || code.startsWith("08") || network.has(code))) ||
    lost.test(error.message);
  if (away) return new ProblemError("unavailable", "The database is away. Please try again.");
  return undefined;
}
