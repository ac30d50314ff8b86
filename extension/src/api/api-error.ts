import type { ErrorCode } from "@tagalong/shared/contracts/error.ts";

/** A refusal of the server, or `unavailable` when it could not be reached. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly path: string | undefined;
  /** The record as it is now, where a change was made to an older one. */
  readonly current: unknown;
  /** The contact that the one asked for is part of by now. */
  readonly mergedInto: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    path?: string,
    { current, mergedInto }: { current?: unknown; mergedInto?: number | undefined } = {},
  ) {
    super(message);
    this.code = code;
    this.path = path;
    this.current = current;
    this.mergedInto = mergedInto;
  }
}

/** The sentence to show for whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiError ? error.message : "Something went wrong. Try again.";
}

/** A read that failed; what is missing will not be there at the next try either. */
export type Failure = {
  message: string;
  missing: boolean;
  /** Where it went: it is part of another contact. */
  mergedInto?: number | undefined;
};

export const failureOf = (error: unknown): Failure => ({
  message: sentenceOf(error),
  missing:
    error instanceof ApiError && (error.code === "not_found" || error.code === "contact_merged"),
  ...(error instanceof ApiError && { mergedInto: error.mergedInto }),
});

/** Codes after which this sign-in is of no use any more. */
export const endsSession = (code: ErrorCode) =>
  code === "unauthenticated" ||
  code === "session_revoked" ||
  code === "token_expired" ||
  code === "token_invalid";
