import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { cors } from "hono/cors";
import type { AuthService } from "../auth/auth-service.ts";
import { notFound } from "../errors/problem-error.ts";
import { toProblem } from "../errors/to-problem.ts";
import type { Services } from "../services.ts";
import { apiDocument } from "./api-document.ts";
import { bodyGuard, jsonByDefault, jsonGuard } from "./body-guard.ts";
import { clientAddress } from "./client-address.ts";
import { apiDocs } from "./docs.ts";
import type { AppEnv } from "./env.ts";
import { healthRoute } from "./health.ts";
import { measure, metricsRoute } from "./metrics.ts";
import { apiHeaders } from "./security-headers.ts";
import { staticSites, type Sites } from "./static-sites.ts";

export interface AppOptions {
  services: Services;
  auth: AuthService;
  /** `/api/auth/*`: sign-in by better-auth. */
  signIn: (request: Request, clientAddress: string) => Promise<Response>;
  /** Features' routes, mounted under `/api`. */
  routers: readonly OpenAPIHono<AppEnv>[];
  /** Outside the API: the demo's helper. */
  pages?: readonly OpenAPIHono<AppEnv>[];
  /** Where browsers reach the server; undefined: where they asked. */
  publicUrl: string | undefined;
  trustedProxies: readonly string[];
  sites: Sites;
}

/** Everything the server answers over HTTP. */
export function createApp(options: AppOptions): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>();
  app.onError((error, c) => {
    const problem = toProblem(error);
    return c.json(problem.toBody(), problem.status);
  });
  app.use(measure());
  app.use(clientAddress(options.trustedProxies), async (c, next) => {
    c.set("services", options.services);
    c.set("auth", options.auth);
    await next();
  });
  app.get("/healthz", healthRoute(options.services.database));
  app.get("/metrics", metricsRoute);

  // Before the API's own headers, which let nothing run.
  app.get("/api/docs/", (c) => c.redirect("/api/docs"));
  app.route("/api/docs", apiDocs());
  app.use("/api/*", allowedOrigins(options.publicUrl), apiHeaders, notKept, bodyGuard);
  app.use("/api/*", jsonByDefault, jsonGuard);
  app.all("/api/auth/*", async (c) => {
    const body = ["GET", "HEAD"].includes(c.req.method) ? undefined : await c.req.text();
    const { method, url, raw } = c.req;
    const request = new Request(url, { method, headers: raw.headers, body });
    return options.signIn(request, c.var.clientAddress);
  });
  for (const router of options.routers) app.route("/api", router);
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "An agent's session token or an API token.",
  });
  app.get("/api/openapi.json", (c) => c.json(apiDocument(app)));
  app.all("/api/*", () => {
    throw notFound("address");
  });
  for (const pages of options.pages ?? []) app.route("/", pages);
  app.route("/", staticSites(options.sites));
  return app;
}

/** Bearer tokens only, so no credentials; a Firefox extension's origin differs per installation. */
function allowedOrigins(publicUrl: string | undefined) {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  const extension = /^(chrome|moz)-extension:\/\/[\w-]+$/;
  return cors({
    origin: (origin) => (origin === own || extension.test(origin) ? origin : null),
    allowMethods: ["GET", "POST", "PATCH", "PUT", "DELETE"],
    allowHeaders: ["authorization", "content-type"],
    exposeHeaders: ["set-auth-token", "content-disposition", "x-exported", "x-matching"],
    maxAge: 7_200,
  });
}

/** Customers' data stays out of every cache on its way. */
async function notKept(c: Context<AppEnv>, next: () => Promise<void>): Promise<void> {
  c.header("cache-control", "no-store");
  await next();
}
