import { setTimeout as pause } from "node:timers/promises";

export const tries = 5;

const serializationFailure = "40001";
const deadlockDetected = "40P01";

/** What a transaction throws that has lost a race, so that its work is run again. */
export function lostRace(how: string, cause?: unknown): Error {
  return Object.assign(new Error(how, { cause }), { code: serializationFailure });
}

/** Lost races: nothing was stored, and the same work may well succeed at once. */
export function isWorthRetrying(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return code === serializationFailure || code === deadlockDetected;
}

/** Longer each time and never the same for two rivals. */
export async function pauseBeforeRetry(attempt: number): Promise<void> {
  await pause(Math.random() * 10 * 2 ** attempt);
}
