import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ProblemError } from "../errors/problem-error.ts";
import { refuseHostile } from "../input/refuse-hostile.ts";
import type { AppEnv } from "./env.ts";

const maxBody = 64 * 1024;

/** Refuses while reading, so that a chunked body of 100 MiB costs 64 KiB (B1). */
export const bodyGuard: MiddlewareHandler<AppEnv> = bodyLimit({
  maxSize: maxBody,
  onError: () => {
    throw new ProblemError("too_large", "The body is larger than 64 KiB.");
  },
});

/** JSON that is none, is nested without end or names a prototype reaches no schema (B2). */
export const jsonGuard: MiddlewareHandler<AppEnv> = async (c, next) => {
  const type = c.req.header("content-type") ?? "";
  const bodyless = c.req.method === "GET" || c.req.method === "HEAD";
  if (!bodyless && /^application\/([\w.-]+\+)?json\b/i.test(type)) {
    const text = await c.req.text();
    if (text !== "") refuseHostile(parse(text));
  }
  await next();
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError("invalid_request", "The body is not JSON.");
  }
}
