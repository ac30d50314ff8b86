import { z } from "@hono/zod-openapi";
import {
  apiTokenSchema,
  createdApiTokenSchema,
  newApiTokenSchema,
} from "@tagalong/shared/contracts/api-token.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { smallIdParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { createApiToken } from "./create-api-token.ts";
import { listApiTokens } from "./list-api-tokens.ts";
import { revokeApiToken } from "./revoke-api-token.ts";

const list = declareRoute({
  method: "get",
  path: "/api-tokens",
  summary: "The organization's API tokens, without their secrets",
  permission: "manage api tokens",
  responses: { 200: answer(z.array(apiTokenSchema), "Active ones first, then the newest first.") },
});

const create = declareRoute({
  method: "post",
  path: "/api-tokens",
  summary: "Create an API token, with permissions of one's own at most; for agents",
  permission: "manage api tokens",
  request: { body: jsonBody(newApiTokenSchema) },
  responses: { 201: answer(createdApiTokenSchema, "With its secret, this once.") },
});

const revoke = declareRoute({
  method: "delete",
  path: "/api-tokens/{id}",
  summary: "Revoke an API token; again changes nothing",
  permission: "manage api tokens",
  request: { params: smallIdParam },
  responses: { 204: { description: "It is refused from now on." } },
});

export const apiTokenRoutes = newRouter();

apiTokenRoutes.openapi(list, async (c) => {
  return c.json(await listApiTokens(c.var.services, c.var.principal), 200);
});

apiTokenRoutes.openapi(create, async (c) => {
  return c.json(await createApiToken(c.var.services, c.var.principal, c.req.valid("json")), 201);
});

apiTokenRoutes.openapi(revoke, async (c) => {
  await revokeApiToken(c.var.services, c.var.principal, c.req.valid("param").id);
  return c.body(null, 204);
});
