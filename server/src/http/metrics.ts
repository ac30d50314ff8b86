import type { Handler, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { Histogram } from "prom-client";
import { metrics } from "../metrics.ts";
import type { AppEnv } from "./env.ts";

const durations = new Histogram({
  name: "tagalong_http_request_seconds",
  help: "Time to answer an HTTP request, by declared route and status.",
  labelNames: ["method", "route", "status"] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [metrics],
});

/** Labels are declared routes, never paths as sent: guessed addresses must not fill the memory. */
export function measure(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const stop = durations.startTimer();
    await next();
    const method = c.req.method;
    stop({ method, route: routePath(c), status: String(c.res.status) });
  };
}

export const metricsRoute: Handler<AppEnv> = async (c) => {
  c.header("content-type", metrics.contentType);
  return c.body(await metrics.metrics());
};
