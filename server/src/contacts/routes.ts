import { z } from "@hono/zod-openapi";
import { contactSchema, timelineEntrySchema } from "@tagalong/shared/contracts/contact.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { idParam, pageQuery } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { listContacts } from "./list-contacts.ts";
import { listTimeline } from "./list-timeline.ts";

const list = declareRoute({
  method: "get",
  path: "/crm/contacts",
  summary: "Contacts, last seen first",
  permission: "view contacts",
  request: { query: pageQuery.extend({ q: z.string().max(200).optional() }) },
  responses: { 200: answer(pageOf(contactSchema), "Those whose name, email … contains `q`.") },
});

const timeline = declareRoute({
  method: "get",
  path: "/crm/contacts/{id}/timeline",
  summary: "What happened to a contact, latest first",
  permission: "view contacts",
  request: { params: idParam, query: pageQuery },
  responses: { 200: answer(pageOf(timelineEntrySchema), "Events in plain words.") },
});

export const contactRoutes = newRouter();

contactRoutes.openapi(list, async (c) => {
  return c.json(await listContacts(c.var.services, c.var.principal, c.req.valid("query")), 200);
});

contactRoutes.openapi(timeline, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  return c.json(await listTimeline(services, principal, id, c.req.valid("query")), 200);
});
