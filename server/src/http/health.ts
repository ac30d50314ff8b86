import { setTimeout as pause } from "node:timers/promises";
import type { Handler } from "hono";
import type { Database } from "../database/database.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { AppEnv } from "./env.ts";

const patience = 2_000;

/** 200 when the database answers, 503 when it does not; for load balancers and scripts. */
export function healthRoute(database: Database): Handler<AppEnv> {
  return async (c) => {
    const late = new AbortController();
    const answered = await Promise.race([
      database.pool.query("SELECT 1").then(
        () => true,
        () => false,
      ),
      pause(patience, false, { signal: late.signal, ref: false }).catch(() => false),
    ]);
    late.abort();
    if (!answered) throw new ProblemError("unavailable", "The database does not answer.");
    c.header("cache-control", "no-store");
    return c.json({ status: "ok" });
  };
}
