import { ProblemError } from "../errors/problem-error.ts";

/** The revision that a header If-Match names, as our ETags give it; undefined: any will do. */
export function ifMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === "*") return undefined;
  const revision = /^(?:W\/)?"?([1-9]\d{0,14})"?$/.exec(header.trim())?.[1];
  if (revision !== undefined) return Number(revision);
  throw new ProblemError("invalid_request", "If-Match holds one revision.", "if-match");
}
