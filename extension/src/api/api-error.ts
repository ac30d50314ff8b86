import type { ErrorCode } from "@tagalong/shared/contracts/error.ts";

/** A refusal of the server, or `unavailable` when it could not be reached. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly path: string | undefined;
  /** The record as it is now, where a change was made to an older one. */
  readonly current: unknown;

  constructor(code: ErrorCode, message: string, path?: string, current?: unknown) {
    super(message);
    this.code = code;
    this.path = path;
    this.current = current;
  }
}

/** The sentence to show for whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiError ? error.message : "Something went wrong. Try again.";
}

/** A read that failed; what is missing will not be there at the next try either. */
export type Failure = { message: string; missing: boolean };

export const failureOf = (error: unknown): Failure => ({
  message: sentenceOf(error),
  missing: error instanceof ApiError && error.code === "not_found",
});

/** Codes after which this sign-in is of no use any more. */
export const endsSession = (code: ErrorCode) =>
  code === "unauthenticated" ||
  code === "session_revoked" ||
  code === "token_expired" ||
  code === "token_invalid";
