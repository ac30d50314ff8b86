import { pauseBeforeRetry, tries } from "./retry.ts";

const uniqueViolation = "23505";

/**
 * Runs a whole transaction again when another one inserted the same thing first: this time it is
 * found. For work that looks before it inserts.
 */
export async function againOnRival<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
      if (attempt >= tries || code !== uniqueViolation) throw error;
      await pauseBeforeRetry(attempt);
    }
  }
}
