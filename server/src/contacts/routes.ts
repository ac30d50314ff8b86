import { z } from "@hono/zod-openapi";
import {
  contactChangeSchema,
  contactSchema,
  duplicateSchema,
  newContactSchema,
  timelineEntrySchema,
} from "@tagalong/shared/contracts/contact.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { ifMatch } from "../http/if-match.ts";
import { idParam, idText, pageQuery } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { createContact } from "./create-contact.ts";
import { editContact } from "./edit-contact.ts";
import { findDuplicates } from "./find-duplicates.ts";
import { listTimeline } from "./list-timeline.ts";

const timeline = declareRoute({
  method: "get",
  path: "/crm/contacts/{id}/timeline",
  summary: "What happened to a contact, latest first",
  permission: "view contacts",
  request: { params: idParam, query: pageQuery },
  responses: { 200: answer(pageOf(timelineEntrySchema), "Events in plain words.") },
});

const create = declareRoute({
  method: "post",
  path: "/crm/contacts",
  summary: "Create a contact",
  permission: "manage contacts",
  request: { body: jsonBody(newContactSchema) },
  responses: { 201: answer(contactSchema, "The contact, its fields as they are stored.") },
});

const edit = declareRoute({
  method: "patch",
  path: "/crm/contacts/{id}",
  summary: "Change the given fields of a contact",
  description:
    "With `revision` in the body, or the header If-Match, a change to an older state of the contact " +
    "is refused with 409; `current` beside the error is the contact as it is.",
  permission: "manage contacts",
  request: {
    params: idParam,
    headers: z.object({ "if-match": z.string().max(100).optional() }),
    body: jsonBody(contactChangeSchema),
  },
  responses: { 200: answer(contactSchema, "The contact as it is now.") },
});

const someText = z.string().max(500).optional();

const duplicates = declareRoute({
  method: "get",
  path: "/crm/contacts/duplicates",
  summary: "Contacts with the same external id, email or phone number",
  permission: "view contacts",
  request: {
    query: z.object({
      externalId: someText,
      email: someText,
      phone: someText,
      country: someText,
      except: idText.optional(),
    }),
  },
  responses: { 200: answer(z.array(duplicateSchema), "At most ten.") },
});

export const contactRoutes = newRouter();

contactRoutes.openapi(create, async (c) => {
  const contact = await createContact(c.var.services, c.var.principal, c.req.valid("json"));
  c.header("etag", `"${contact.revision}"`);
  return c.json(contact, 201);
});

contactRoutes.openapi(duplicates, async (c) => {
  return c.json(await findDuplicates(c.var.services, c.var.principal, c.req.valid("query")), 200);
});

contactRoutes.openapi(edit, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  const revision = ifMatch(c.req.valid("header")["if-match"]);
  const change = { ...(revision && { revision }), ...c.req.valid("json") };
  const contact = await editContact(services, principal, id, change);
  c.header("etag", `"${contact.revision}"`);
  return c.json(contact, 200);
});

contactRoutes.openapi(timeline, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  return c.json(await listTimeline(services, principal, id, c.req.valid("query")), 200);
});
