import { OpenAPIHono } from "@hono/zod-openapi";
import type { ZodError } from "zod";
import { notFound } from "../errors/problem-error.ts";
import { toProblem } from "../errors/to-problem.ts";
import type { AppEnv } from "./env.ts";

/** A feature's routes; mounted by app.ts. */
export function newRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (result.success) return;
      if (result.target === "param") throw notFound(thingOf(c.req.path, result.error));
      throw toProblem(result.error);
    },
  });
}

/** What a path asks for by an id that cannot be one: "contact" for `/api/crm/contacts/abc/tags`. */
function thingOf(path: string, error: ZodError): string {
  if (error.issues[0]?.path[0] === "tag_id") return "tag";
  return /^\/api\/(?:crm\/)?([a-z-]+)s\//.exec(path)?.[1]?.replaceAll("-", " ") ?? "address";
}
