import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "./env.ts";

/** OpenAPI 3.1 of every declared route. */
export function apiDocument(app: OpenAPIHono<AppEnv>) {
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Tagalong",
      version: "0.1.0",
      description:
        "Contacts, tags, segments and conversations. Send `Authorization: Bearer <token>`. " +
        "Errors have one shape: `{error: {code, message, path?}}`. Ids of other organizations are " +
        "answered like unknown ones: 404.",
      license: { name: "MIT" },
    },
    servers: [{ url: "/" }],
  });
}
