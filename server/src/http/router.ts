import { OpenAPIHono } from "@hono/zod-openapi";
import { notFound } from "../errors/problem-error.ts";
import { toProblem } from "../errors/to-problem.ts";
import type { AppEnv } from "./env.ts";

/** A feature's routes; mounted by app.ts. */
export function newRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      if (result.target === "param") throw notFound("thing");
      throw toProblem(result.error);
    },
  });
}
