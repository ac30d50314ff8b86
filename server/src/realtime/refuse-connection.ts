import type { ErrorBody } from "@tagalong/shared/contracts/error.ts";
import { toProblem } from "../errors/to-problem.ts";

/** What a namespace's middleware passes on: the client's `connect_error` carries `data`. */
export function connectionRefusal(error: unknown): Error & { data: ErrorBody["error"] } {
  const problem = toProblem(error);
  return Object.assign(new Error(problem.message), { data: problem.toBody().error });
}
