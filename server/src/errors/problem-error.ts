import { errorStatus, type ErrorBody, type ErrorCode } from "@tagalong/shared/contracts/error.ts";

/** A refusal that people and programs can act on; everything else that is thrown is a fault of ours. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly code: ErrorCode;
  /** The bad field, dotted: `context.groups.3`. */
  readonly path: string | undefined;
  /** The contact that the one asked for is part of. */
  readonly mergedInto: number | undefined;
  /** The record as it is now, where a change was made to an older one. */
  readonly current: unknown;

  constructor(
    code: ErrorCode,
    message: string,
    path?: string,
    mergedInto?: number,
    current?: unknown,
  ) {
    super(message);
    this.code = code;
    this.path = path;
    this.mergedInto = mergedInto;
    this.current = current;
  }

  get status() {
    return errorStatus[this.code];
  }

  toBody(): ErrorBody {
    const { code, message, path, mergedInto, current } = this;
    return {
      error: {
        code,
        message,
        ...(path !== undefined && { path }),
        ...(mergedInto !== undefined && { mergedInto }),
      },
      ...(current !== undefined && { current }),
    };
  }
}

/** Foreign and unknown ids look the same. */
export function notFound(what: string): ProblemError {
  return new ProblemError("not_found", `There is no such ${what}.`);
}
