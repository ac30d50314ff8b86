import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ProblemError } from "../errors/problem-error.ts";
import { refuseHostile } from "../input/refuse-hostile.ts";
import type { AppEnv } from "./env.ts";

const maxBody = 64 * 1024;

const limited: MiddlewareHandler<AppEnv> = bodyLimit({
  maxSize: maxBody,
  onError: () => {
    throw new ProblemError("too_large", "The body is larger than 64 KiB.");
  },
});

/** Where files are sent: the verb stores them as they come, piece by piece, up to its own limit. */
const uploads = new Set(["/api/crm/contacts/imports"]);

const isJson = (type: string | undefined) => /^application\/([\w.-]+\+)?json\b/i.test(type ?? "");

/** Refuses while reading, so that a chunked body of 100 MiB costs 64 KiB (B1). */
export const bodyGuard: MiddlewareHandler<AppEnv> = (c, next) =>
  uploads.has(c.req.path) && !isJson(c.req.header("content-type")) ? next() : limited(c, next);

/** What a program sends that says nothing of its body's type: curl says a form, fetch plain text. */
const unsaid = /^$|^(application\/x-www-form-urlencoded|text\/plain)\b/i;

/**
 * A body is JSON unless it says otherwise, which only an upload may. Cookies mean nothing here, so
 * that no other site's form can use it.
 */
export const jsonByDefault: MiddlewareHandler<AppEnv> = async (c, next) => {
  const type = c.req.header("content-type") ?? "";
  const bodyless = c.req.raw.body === null || uploads.has(c.req.path);
  if (!bodyless && !isJson(type)) {
    if (!unsaid.test(type)) {
      const message = "Send JSON, with the header “Content-Type: application/json”.";
      throw new ProblemError("invalid_request", message);
    }
    c.req.raw.headers.set("content-type", "application/json");
  }
  await next();
};

/** JSON that is none, is nested without end or names a prototype reaches no schema (B2). */
export const jsonGuard: MiddlewareHandler<AppEnv> = async (c, next) => {
  const bodyless = c.req.method === "GET" || c.req.method === "HEAD";
  if (!bodyless && isJson(c.req.header("content-type"))) {
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
