import type { OpenAPIHono } from "@hono/zod-openapi";
import { errorMeanings } from "@tagalong/shared/contracts/error-meanings.ts";
import { errorStatus, type ErrorCode } from "@tagalong/shared/contracts/error.ts";
import {
  permissionAreas,
  permissionDetails,
  permissions,
  type Permission,
} from "@tagalong/shared/permissions.ts";
import type { AppEnv } from "./env.ts";

const codes = Object.keys(errorStatus) as ErrorCode[];

const description = `Contacts, tags, segments and conversations.

Send \`Authorization: Bearer <token>\`: an API token (Settings → API tokens), or an agent's session
token, which \`POST /api/auth/sign-in/email\` with \`{"email", "password"}\` answers in the header
\`set-auth-token\`; \`POST /api/auth/sign-out\` ends it, \`POST /api/auth/change-password\` takes
\`{"currentPassword", "newPassword"}\`. Ids of other organizations are answered like unknown ones: 404.

## Errors

One shape: \`{"error": {"code", "message", "path"?}}\`. The codes:

| Code | Status | Meaning |
| --- | --- | --- |
${codes.map((code) => `| \`${code}\` | ${errorStatus[code]} | ${errorMeanings[code]} |`).join("\n")}

## Permissions

Each operation names the one it needs (\`x-permission\`). Agents hold those of their role, API tokens
those they were given.

| Permission | Allows |
| --- | --- |
${permissionAreas.flatMap((area) => permissions.filter((each) => permissionDetails[each].area === area).map(permissionRow)).join("\n")}`;

function permissionRow(permission: Permission): string {
  const { description: allows, implies = [] } = permissionDetails[permission];
  const with_ = implies.length > 0 ? ` Implies ${implies.join(", ")}.` : "";
  return `| \`${permission}\` | ${allows}${with_} |`;
}

interface DocumentedOperation {
  "x-permission"?: string;
  description?: string;
  requestBody?: unknown;
  parameters?: readonly { in: string }[];
  responses: Record<string, unknown>;
}

/** OpenAPI 3.1 of every declared route, grouped by what it is about, with what it may refuse. */
export function apiDocument(app: OpenAPIHono<AppEnv>) {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Tagalong", version: "0.1.0", description, license: { name: "MIT" } },
    servers: [{ url: "/" }],
  });
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    const about = /^\/api\/(?:crm\/)?([a-z-]+)/.exec(path)?.[1] ?? "other";
    for (const operation of Object.values(methods) as DocumentedOperation[]) {
      Object.assign(operation, { tags: [about] });
      describeAccess(operation);
      describeRefusals(operation);
    }
  }
  return document;
}

function describeAccess(operation: DocumentedOperation): void {
  const permission = operation["x-permission"];
  const said =
    permission === "public"
      ? "Needs no token."
      : permission === "signed in"
        ? "Needs a token, whatever it may do."
        : `Needs the permission \`${permission}\`.`;
  operation.description = [operation.description, said].filter(Boolean).join("\n\n");
}

/** The statuses that may come, by what the operation takes; each with its codes. */
function describeRefusals(operation: DocumentedOperation): void {
  const { parameters = [], requestBody, responses } = operation;
  const open = operation["x-permission"] === "public";
  const takes = (place: string) => parameters.some((parameter) => parameter.in === place);
  const statuses = [
    ...(requestBody || takes("query") ? [400] : []),
    ...(open ? [] : [401, 403]),
    ...(requestBody || takes("path") ? [404] : []),
    ...(requestBody ? [409, 413, 422] : []),
    429,
    500,
    503,
  ];
  for (const status of statuses) {
    const may = codes.filter((code) => errorStatus[code] === status);
    responses[status] ??= { ...(responses.default as object), description: `${may.join(", ")}.` };
  }
}
