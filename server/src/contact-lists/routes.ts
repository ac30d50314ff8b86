import { z } from "@hono/zod-openapi";
import { contactCountSchema, contactRowSchema } from "@tagalong/shared/contracts/contact-list.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import {
  newSmartListSchema,
  smartListChangeSchema,
  smartListSchema,
} from "@tagalong/shared/contracts/smart-list.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { smallIdParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { countContacts } from "./count-contacts.ts";
import { contactsQuery, filterOf, filterQuery } from "./filter-query.ts";
import { listContacts } from "./list-contacts.ts";
import { listSmartLists, readSmartList } from "./read-smart-lists.ts";
import { requireFilter } from "./require-filter.ts";
import { createSmartList, deleteSmartList, editSmartList } from "./save-smart-list.ts";

const list = declareRoute({
  method: "get",
  path: "/crm/contacts",
  summary: "Contacts by any filter, last seen first unless asked otherwise",
  permission: "view contacts",
  request: { query: contactsQuery },
  responses: {
    200: answer(pageOf(contactRowSchema), "Those for whom all that is asked holds."),
  },
});

const count = declareRoute({
  method: "get",
  path: "/crm/contacts/count",
  summary: "How many contacts a filter finds",
  permission: "view contacts",
  request: { query: filterQuery },
  responses: { 200: answer(contactCountSchema, "Their number.") },
});

const lists = declareRoute({
  method: "get",
  path: "/crm/lists",
  summary: "Smart lists: the shared ones and one's own, by name",
  permission: "view contacts",
  responses: { 200: answer(z.array(smartListSchema), "Every list that one can see.") },
});

const oneList = declareRoute({
  method: "get",
  path: "/crm/lists/{id}",
  summary: "A smart list",
  permission: "view contacts",
  request: { params: smallIdParam },
  responses: { 200: answer(smartListSchema, "The list.") },
});

const createList = declareRoute({
  method: "post",
  path: "/crm/lists",
  summary: "Save a filter as a smart list; a shared one needs “manage contacts”",
  permission: "view contacts",
  request: { body: jsonBody(newSmartListSchema) },
  responses: { 201: answer(smartListSchema, "The list.") },
});

const editList = declareRoute({
  method: "patch",
  path: "/crm/lists/{id}",
  summary: "Change a smart list; a shared one needs “manage contacts”",
  permission: "view contacts",
  request: { params: smallIdParam, body: jsonBody(smartListChangeSchema) },
  responses: { 200: answer(smartListSchema, "The list as it is now.") },
});

const deleteList = declareRoute({
  method: "delete",
  path: "/crm/lists/{id}",
  summary: "Delete a smart list; a shared one needs “manage contacts”",
  permission: "view contacts",
  request: { params: smallIdParam },
  responses: { 204: { description: "It is gone. The contacts are as they were." } },
});

export const contactListRoutes = newRouter();

contactListRoutes.openapi(list, async (c) => {
  const { services, principal } = c.var;
  const { sort, direction, cursor, limit, ...query } = c.req.valid("query");
  const filter = filterOf(query);
  requireFilter(principal, filter);
  const page = await listContacts(services, principal, { filter, sort, direction, cursor, limit });
  return c.json(page, 200);
});

contactListRoutes.openapi(count, async (c) => {
  const { services, principal } = c.var;
  const filter = filterOf(c.req.valid("query"));
  requireFilter(principal, filter);
  return c.json({ count: await countContacts(services, principal, filter) }, 200);
});

contactListRoutes.openapi(lists, async (c) => {
  return c.json(await listSmartLists(c.var.services, c.var.principal), 200);
});

contactListRoutes.openapi(oneList, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await readSmartList(c.var.services, c.var.principal, id), 200);
});

contactListRoutes.openapi(createList, async (c) => {
  return c.json(await createSmartList(c.var.services, c.var.principal, c.req.valid("json")), 201);
});

contactListRoutes.openapi(editList, async (c) => {
  const { id } = c.req.valid("param");
  const change = c.req.valid("json");
  return c.json(await editSmartList(c.var.services, c.var.principal, id, change), 200);
});

contactListRoutes.openapi(deleteList, async (c) => {
  await deleteSmartList(c.var.services, c.var.principal, c.req.valid("param").id);
  return c.body(null, 204);
});
