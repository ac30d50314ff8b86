import { z } from "@hono/zod-openapi";
import { newRoleSchema, roleChangeSchema, roleSchema } from "@tagalong/shared/contracts/role.ts";
import { roles } from "@tagalong/shared/permissions.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { smallIdParam, smallIdQuery } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { createRole } from "./create-role.ts";
import { deleteRole } from "./delete-role.ts";
import { editRole } from "./edit-role.ts";
import { listRoles } from "./list-roles.ts";

const list = declareRoute({
  method: "get",
  path: "/roles",
  summary: "The built-in roles and the organization's own, with what each allows",
  permission: "view team",
  responses: { 200: answer(z.array(roleSchema), "Built-in ones first, then by name.") },
});

const create = declareRoute({
  method: "post",
  path: "/roles",
  summary: "Create a role, with permissions of one's own at most",
  permission: "manage roles",
  request: { body: jsonBody(newRoleSchema) },
  responses: { 201: answer(roleSchema, "The role, with what its permissions imply.") },
});

const edit = declareRoute({
  method: "patch",
  path: "/roles/{id}",
  summary: "Change a role; it takes effect at once for all who have it",
  permission: "manage roles",
  request: { params: smallIdParam, body: jsonBody(roleChangeSchema) },
  responses: { 200: answer(roleSchema, "The role as it is now.") },
});

const remove = declareRoute({
  method: "delete",
  path: "/roles/{id}",
  summary: "Delete a role; one that agents have needs the role they get instead",
  permission: "manage roles",
  request: {
    params: smallIdParam,
    query: z.object({ replacement: z.union([z.enum(roles), smallIdQuery]).optional() }),
  },
  responses: { 204: { description: "It is gone; who had it has the replacement." } },
});

export const roleRoutes = newRouter();

roleRoutes.openapi(list, async (c) => {
  return c.json(await listRoles(c.var.services, c.var.principal), 200);
});

roleRoutes.openapi(create, async (c) => {
  return c.json(await createRole(c.var.services, c.var.principal, c.req.valid("json")), 201);
});

roleRoutes.openapi(edit, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await editRole(c.var.services, c.var.principal, id, c.req.valid("json")), 200);
});

roleRoutes.openapi(remove, async (c) => {
  const { id } = c.req.valid("param");
  const { replacement } = c.req.valid("query");
  await deleteRole(c.var.services, c.var.principal, id, replacement);
  return c.body(null, 204);
});
