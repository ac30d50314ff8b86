import { errorStatus, type ErrorBody, type ErrorCode } from "@tagalong/shared/contracts/error.ts";

/** A refusal that people and programs can act on; everything else that is thrown is a fault of ours. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly code: ErrorCode;
  /** The bad field, dotted: `context.groups.3`. */
  readonly path: string | undefined;

  constructor(code: ErrorCode, message: string, path?: string) {
    super(message);
    this.code = code;
    this.path = path;
  }

  get status() {
    return errorStatus[this.code];
  }

  toBody(): ErrorBody {
    const { code, message, path } = this;
    return { error: path === undefined ? { code, message } : { code, message, path } };
  }
}

/** Foreign and unknown ids look the same. */
export function notFound(what: string): ProblemError {
  return new ProblemError("not_found", `There is no such ${what}.`);
}
