import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import { errorBodySchema } from "@tagalong/shared/contracts/error.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import type { MiddlewareHandler } from "hono";
import type { ZodType } from "zod";
import { requirePermission } from "../auth/principal.ts";
import type { AppEnv } from "./env.ts";

/** Who may call a route; nothing is public by being forgotten. */
export type RoutePermission = Permission | "signed in" | "public";

type Declaration<P extends string> = Omit<RouteConfig, "path" | "middleware" | "security"> & {
  path: P;
  permission: RoutePermission;
};

/**
 * A route of the API: its contract, and the permission it needs, in one declaration. Errors are
 * thrown as ProblemError, so `responses` names successes only.
 */
export function declareRoute<P extends string, R extends Declaration<P>>(declaration: R) {
  const { permission, ...config } = declaration;
  const open = permission === "public";
  const middleware: MiddlewareHandler<AppEnv>[] = open ? [] : [authorize(permission)];
  const responses: RouteConfig["responses"] = {
    ...config.responses,
    default: {
      description: "Refused or failed: one shape everywhere.",
      content: { "application/json": { schema: errorBodySchema } },
    },
  };
  const route = createRoute({
    ...config,
    responses,
    middleware,
    security: open ? [] : [{ bearer: [] }],
    "x-permission": permission,
  });
  // The handler's types follow from the declaration alone: errors are not its to return.
  return route as unknown as Omit<R, "permission"> & { getRoutingPath(): string };
}

function authorize(permission: Exclude<RoutePermission, "public">): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const principal = await c.var.auth.authenticate(c.req.header("authorization"));
    if (permission !== "signed in") requirePermission(principal, permission);
    c.set("principal", principal);
    await next();
  };
}

/** A successful answer's body. */
export function answer<T extends ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } } as const;
}

/** A request's body: required, JSON. */
export function jsonBody<T extends ZodType>(schema: T) {
  return { required: true, content: { "application/json": { schema } } } as const;
}
