import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "./env.ts";

const description = `Contacts, tags, segments and conversations.

Send \`Authorization: Bearer <token>\`: an API token, or an agent's session token, which
\`POST /api/auth/sign-in/email\` with \`{"email", "password"}\` answers in the header
\`set-auth-token\`. Errors have one shape: \`{"error": {"code", "message", "path"?}}\`. Ids of other
organizations are answered like unknown ones: 404.`;

/** OpenAPI 3.1 of every declared route, grouped by what it is about. */
export function apiDocument(app: OpenAPIHono<AppEnv>) {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Tagalong", version: "0.1.0", description, license: { name: "MIT" } },
    servers: [{ url: "/" }],
  });
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    const about = /^\/api\/(?:crm\/)?([a-z]+)/.exec(path)?.[1] ?? "other";
    for (const operation of Object.values(methods)) Object.assign(operation, { tags: [about] });
  }
  return document;
}
