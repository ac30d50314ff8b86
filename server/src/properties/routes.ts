import { z } from "@hono/zod-openapi";
import {
  managedPropertySchema,
  newPropertySchema,
  propertyChangeSchema,
  propertyKeyPattern,
  propertyOrderSchema,
  propertyUseSchema,
} from "@tagalong/shared/contracts/property.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { newRouter } from "../http/router.ts";
import { createProperty } from "./create-property.ts";
import { deleteProperty } from "./delete-property.ts";
import { editProperty } from "./edit-property.ts";
import { listProperties } from "./list-properties.ts";
import { orderProperties } from "./order-properties.ts";
import { readPropertyUse } from "./read-property-use.ts";
import { restoreProperty } from "./restore-property.ts";

const keyParam = z.object({ key: z.string().regex(propertyKeyPattern) });

const list = declareRoute({
  method: "get",
  path: "/properties",
  summary: "The typed properties that contacts may have (C1)",
  permission: "view contacts",
  request: { query: z.object({ status: z.enum(["active", "deleted", "all"]).optional() }) },
  responses: {
    200: answer(z.array(managedPropertySchema), "In the organization's order; active ones."),
  },
});

const create = declareRoute({
  method: "post",
  path: "/properties",
  summary: "Define a property",
  permission: "manage settings",
  request: { body: jsonBody(newPropertySchema) },
  responses: { 201: answer(managedPropertySchema, "The property, with its key.") },
});

const order = declareRoute({
  method: "put",
  path: "/properties/order",
  summary: "Put the properties into another order",
  permission: "manage settings",
  request: { body: jsonBody(propertyOrderSchema) },
  responses: { 200: answer(z.array(managedPropertySchema), "In that order.") },
});

const use = declareRoute({
  method: "get",
  path: "/properties/{key}/use",
  summary: "How many contacts have a property, and which rules name it",
  permission: "manage settings",
  request: { params: keyParam },
  responses: { 200: answer(propertyUseSchema, "What a change would touch.") },
});

const edit = declareRoute({
  method: "patch",
  path: "/properties/{key}",
  summary: "Change a property; its key stays",
  permission: "manage settings",
  request: { params: keyParam, body: jsonBody(propertyChangeSchema) },
  responses: { 200: answer(managedPropertySchema, "The property as it is now.") },
});

const remove = declareRoute({
  method: "delete",
  path: "/properties/{key}",
  summary: "Delete a property softly; contacts keep their values for a restore",
  permission: "manage settings",
  request: { params: keyParam },
  responses: { 200: answer(managedPropertySchema, "The deleted property.") },
});

const restore = declareRoute({
  method: "post",
  path: "/properties/{key}/restore",
  summary: "Restore a deleted property with its values",
  permission: "manage settings",
  request: { params: keyParam, body: jsonBody(z.strictObject({})) },
  responses: { 200: answer(managedPropertySchema, "The active property.") },
});

export const propertyRoutes = newRouter();

propertyRoutes.openapi(list, async (c) => {
  const { services, principal } = c.var;
  const { status } = c.req.valid("query");
  return c.json(await listProperties(services, principal.organizationId, status), 200);
});

propertyRoutes.openapi(create, async (c) => {
  return c.json(await createProperty(c.var.services, c.var.principal, c.req.valid("json")), 201);
});

propertyRoutes.openapi(order, async (c) => {
  const { keys } = c.req.valid("json");
  return c.json(await orderProperties(c.var.services, c.var.principal, keys), 200);
});

propertyRoutes.openapi(use, async (c) => {
  const { key } = c.req.valid("param");
  return c.json(await readPropertyUse(c.var.services, c.var.principal, key), 200);
});

propertyRoutes.openapi(edit, async (c) => {
  const { key } = c.req.valid("param");
  const change = c.req.valid("json");
  return c.json(await editProperty(c.var.services, c.var.principal, key, change), 200);
});

propertyRoutes.openapi(remove, async (c) => {
  const { key } = c.req.valid("param");
  return c.json(await deleteProperty(c.var.services, c.var.principal, key), 200);
});

propertyRoutes.openapi(restore, async (c) => {
  const { key } = c.req.valid("param");
  return c.json(await restoreProperty(c.var.services, c.var.principal, key), 200);
});
