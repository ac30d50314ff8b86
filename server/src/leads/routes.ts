import { z } from "@hono/zod-openapi";
import {
  leadChangeSchema,
  leadDetailSchema,
  leadSchema,
  leadStatuses,
  newLeadSchema,
} from "@tagalong/shared/contracts/lead.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { recordsQuery } from "../crm-records/records-query.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { idParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { leads } from "./leads.ts";

const list = declareRoute({
  method: "get",
  path: "/crm/leads",
  summary: "Leads, the latest first",
  permission: "view leads",
  request: { query: recordsQuery.extend({ status: z.enum(leadStatuses).optional() }) },
  responses: { 200: answer(pageOf(leadSchema), "Those for which all that is asked holds.") },
});

const create = declareRoute({
  method: "post",
  path: "/crm/leads",
  summary: "Create a lead of a contact",
  permission: "manage leads",
  request: { body: jsonBody(newLeadSchema) },
  responses: { 201: answer(leadDetailSchema, "The lead.") },
});

const one = declareRoute({
  method: "get",
  path: "/crm/leads/{id}",
  summary: "A lead with its tags",
  permission: "view leads",
  request: { params: idParam },
  responses: { 200: answer(leadDetailSchema, "The lead.") },
});

const change = declareRoute({
  method: "patch",
  path: "/crm/leads/{id}",
  summary: "Change what is given; with `revision` only if nobody changed it since",
  permission: "manage leads",
  request: { params: idParam, body: jsonBody(leadChangeSchema) },
  responses: { 200: answer(leadDetailSchema, "The lead as it is now.") },
});

const remove = declareRoute({
  method: "delete",
  path: "/crm/leads/{id}",
  summary: "Delete a lead",
  permission: "manage leads",
  request: { params: idParam },
  responses: { 204: { description: "It is gone." } },
});

export const leadRoutes = newRouter();

leadRoutes.openapi(list, async (c) => {
  const { status, ...asked } = c.req.valid("query");
  return c.json(await leads.list(c.var.services, c.var.principal, asked, { status }), 200);
});

leadRoutes.openapi(create, async (c) => {
  return c.json(await leads.create(c.var.services, c.var.principal, c.req.valid("json")), 201);
});

leadRoutes.openapi(one, async (c) => {
  return c.json(await leads.read(c.var.services, c.var.principal, c.req.valid("param").id), 200);
});

leadRoutes.openapi(change, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await leads.change(c.var.services, c.var.principal, id, c.req.valid("json")), 200);
});

leadRoutes.openapi(remove, async (c) => {
  await leads.remove(c.var.services, c.var.principal, c.req.valid("param").id);
  return c.body(null, 204);
});
