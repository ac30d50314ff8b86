import type { ErrorCode } from "@tagalong/shared/contracts/error.ts";
import { HTTPException } from "hono/http-exception";
import { ZodError } from "zod";
import { log } from "../log.ts";
import { databaseProblem } from "./database-problem.ts";
import { ProblemError } from "./problem-error.ts";
import "./say-issues.ts";

/**
 * What is answered for anything that was thrown, over HTTP and sockets alike. `invalid` is the code
 * for input that a schema refused. What nobody foresaw is logged and answered as `internal`.
 */
export function toProblem(error: unknown, invalid: ErrorCode = "invalid_request"): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof ZodError) return problemOfIssues(error, invalid);
  if (error instanceof HTTPException && error.status < 500) {
    const code = error.status === 413 ? "too_large" : "invalid_request";
    return new ProblemError(code, error.message || "The request cannot be read.");
  }
  const ofDatabase = databaseProblem(error);
  if (ofDatabase) {
    log.warn({ err: error }, "The database refused or was away.");
    return ofDatabase;
  }
  log.error({ err: error }, "Something unforeseen failed.");
  return new ProblemError("internal", "Something went wrong on our side.");
}

function problemOfIssues(error: ZodError, code: ErrorCode): ProblemError {
  const issue = error.issues[0];
  if (!issue) return new ProblemError(code, "The request is not valid.");
  const keys = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]] : issue.path;
  const path = keys.map(String).join(".");
  return new ProblemError(code, issue.message, path === "" ? undefined : path);
}
