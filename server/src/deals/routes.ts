import { z } from "@hono/zod-openapi";
import {
  dealChangeSchema,
  dealDetailSchema,
  dealSchema,
  newDealSchema,
  pipelineSchema,
} from "@tagalong/shared/contracts/deal.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { recordsQuery } from "../crm-records/records-query.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { idParam, smallIdQuery } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { deals } from "./deals.ts";
import { listPipelines } from "./list-pipelines.ts";

const list = declareRoute({
  method: "get",
  path: "/crm/deals",
  summary: "Deals, the latest first",
  permission: "view deals",
  request: { query: recordsQuery.extend({ stage: smallIdQuery }) },
  responses: { 200: answer(pageOf(dealSchema), "Those for which all that is asked holds.") },
});

const create = declareRoute({
  method: "post",
  path: "/crm/deals",
  summary: "Create a deal of a contact",
  permission: "manage deals",
  request: { body: jsonBody(newDealSchema) },
  responses: { 201: answer(dealDetailSchema, "The deal.") },
});

const one = declareRoute({
  method: "get",
  path: "/crm/deals/{id}",
  summary: "A deal with its tags",
  permission: "view deals",
  request: { params: idParam },
  responses: { 200: answer(dealDetailSchema, "The deal.") },
});

const change = declareRoute({
  method: "patch",
  path: "/crm/deals/{id}",
  summary: "Change what is given; with `revision` only if nobody changed it since",
  permission: "manage deals",
  request: { params: idParam, body: jsonBody(dealChangeSchema) },
  responses: { 200: answer(dealDetailSchema, "The deal as it is now.") },
});

const remove = declareRoute({
  method: "delete",
  path: "/crm/deals/{id}",
  summary: "Delete a deal",
  permission: "manage deals",
  request: { params: idParam },
  responses: { 204: { description: "It is gone." } },
});

const pipelines = declareRoute({
  method: "get",
  path: "/crm/pipelines",
  summary: "The pipelines with their stages, in order",
  permission: "view deals",
  responses: { 200: answer(z.array(pipelineSchema), "Every pipeline.") },
});

export const dealRoutes = newRouter();

dealRoutes.openapi(pipelines, async (c) => {
  return c.json(await listPipelines(c.var.services, c.var.principal), 200);
});

dealRoutes.openapi(list, async (c) => {
  const { stage, ...asked } = c.req.valid("query");
  return c.json(await deals.list(c.var.services, c.var.principal, asked, { stage_id: stage }), 200);
});

dealRoutes.openapi(create, async (c) => {
  return c.json(await deals.create(c.var.services, c.var.principal, c.req.valid("json")), 201);
});

dealRoutes.openapi(one, async (c) => {
  return c.json(await deals.read(c.var.services, c.var.principal, c.req.valid("param").id), 200);
});

dealRoutes.openapi(change, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await deals.change(c.var.services, c.var.principal, id, c.req.valid("json")), 200);
});

dealRoutes.openapi(remove, async (c) => {
  await deals.remove(c.var.services, c.var.principal, c.req.valid("param").id);
  return c.body(null, 204);
});
