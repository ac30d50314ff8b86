import { z } from "@hono/zod-openapi";
import {
  likeContactsSchema,
  mergeContactsSchema,
  mergedContactSchema,
  mergePreviewSchema,
  unmergedContactsSchema,
} from "@tagalong/shared/contracts/contact-merge.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { idParam, idText } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { findDuplicates } from "./find-duplicates.ts";
import { mergeContacts } from "./merge-contacts.ts";
import { previewMerge } from "./preview-merge.ts";
import { undoMerge } from "./undo-merge.ts";

const duplicates = declareRoute({
  method: "get",
  path: "/crm/contacts/{id}/duplicates",
  summary: "Contacts that may be the same person, the most alike first",
  permission: "view contacts",
  request: { params: idParam },
  responses: {
    200: answer(likeContactsSchema, "Those with the same email, phone or external id."),
  },
});

const preview = declareRoute({
  method: "get",
  path: "/crm/contacts/{id}/merge",
  summary: "What merging another contact into this one would do; does nothing",
  permission: "manage contacts",
  request: { params: idParam, query: z.object({ other: idText }) },
  responses: { 200: answer(mergePreviewSchema, "What differs, what moves, what finds no room.") },
});

const merge = declareRoute({
  method: "post",
  path: "/crm/contacts/{id}/merge",
  summary: "Make one contact of two; can be undone",
  description:
    "What the kept contact has stays, what it lacks comes from the other, and `fields` takes single " +
    "values over. Tags are united as far as the limit allows, a removal from a segment by hand " +
    "sticks, and conversations, browsers, leads and deals move. Of two verified external ids one is " +
    "carried and the other goes on finding the contact; one that is not verified is never carried by " +
    "a verified contact. The absorbed contact's number is answered with 404 `contact_merged` and " +
    "`mergedInto`.",
  permission: "manage contacts",
  request: { params: idParam, body: jsonBody(mergeContactsSchema) },
  responses: { 200: answer(mergedContactSchema, "The one contact, and the merge to undo.") },
});

const undo = declareRoute({
  method: "post",
  path: "/crm/contacts/{id}/merges/{merge_id}/undo",
  summary: "Undo a contact's last merge: what it moved returns as it was",
  description:
    "It does not expire. What came later stays with the kept contact (changed fields, new tags, new " +
    "leads), unless it belongs to a conversation that goes back: one that the other contact had, or " +
    "that one of its browsers has begun since. Merges of one contact are undone last first.",
  permission: "manage contacts",
  request: { params: idParam.extend({ merge_id: idText }) },
  responses: { 200: answer(unmergedContactsSchema, "Both contacts.") },
});

export const contactMergeRoutes = newRouter();

contactMergeRoutes.openapi(duplicates, async (c) => {
  const { services, principal } = c.var;
  return c.json(await findDuplicates(services, principal, c.req.valid("param").id), 200);
});

contactMergeRoutes.openapi(preview, async (c) => {
  const { services, principal } = c.var;
  const { other } = c.req.valid("query");
  return c.json(await previewMerge(services, principal, c.req.valid("param").id, other), 200);
});

contactMergeRoutes.openapi(merge, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  const body = c.req.valid("json");
  const asked =
    "intoId" in body
      ? { keptId: body.intoId, absorbedId: id, path: "intoId" }
      : { keptId: id, absorbedId: body.otherId, path: "otherId" };
  const choices = body.fields;
  return c.json(await mergeContacts(services, principal, { ...asked, choices }), 200);
});

contactMergeRoutes.openapi(undo, async (c) => {
  const { services, principal } = c.var;
  const { id, merge_id } = c.req.valid("param");
  return c.json(await undoMerge(services, principal, id, merge_id), 200);
});
