import { z } from "@hono/zod-openapi";
import { contactDetailSchema } from "@tagalong/shared/contracts/contact.ts";
import {
  criteriaPreviewRequestSchema,
  criteriaPreviewSchema,
} from "@tagalong/shared/contracts/criteria-preview.ts";
import { jobSchema } from "@tagalong/shared/contracts/job.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { segmentMemberSchema } from "@tagalong/shared/contracts/segment-member.ts";
import {
  newSegmentSchema,
  segmentChangeSchema,
  segmentSchema,
} from "@tagalong/shared/contracts/segment.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { idParam, idText, pageQuery, smallIdParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { addMember, removeMember } from "./change-membership.ts";
import { createSegment } from "./create-segment.ts";
import { deleteSegment } from "./delete-segment.ts";
import { editSegment } from "./edit-segment.ts";
import { listMembers } from "./list-members.ts";
import { listSegments, readSegment } from "./list-segments.ts";
import { previewCriteria } from "./preview-criteria.ts";
import { readContactDetail } from "./read-contact-detail.ts";
import { restoreSegment } from "./restore-segment.ts";
import { startSync } from "./start-sync.ts";

const list = declareRoute({
  method: "get",
  path: "/crm/segments",
  summary: "Segments with their member counts, by name",
  permission: "view crm segments",
  responses: { 200: answer(z.array(segmentSchema), "Every segment.") },
});

const one = declareRoute({
  method: "get",
  path: "/crm/segments/{id}",
  summary: "A segment",
  permission: "view crm segments",
  request: { params: smallIdParam },
  responses: { 200: answer(segmentSchema, "The segment.") },
});

const create = declareRoute({
  method: "post",
  path: "/crm/segments",
  summary: "Create a segment; nobody enters it by that",
  permission: "manage crm segments",
  request: { body: jsonBody(newSegmentSchema) },
  responses: { 201: answer(segmentSchema, "The segment.") },
});

const members = declareRoute({
  method: "get",
  path: "/crm/segments/{id}/members",
  summary: "A segment's members, with why",
  permission: "view crm segments",
  request: { params: smallIdParam, query: pageQuery },
  responses: { 200: answer(pageOf(segmentMemberSchema), "Contacts created last come first.") },
});

const edit = declareRoute({
  method: "patch",
  path: "/crm/segments/{id}",
  summary: "Change what is given of a segment; nobody enters or leaves by that",
  permission: "manage crm segments",
  request: { params: smallIdParam, body: jsonBody(segmentChangeSchema) },
  responses: { 200: answer(segmentSchema, "The segment.") },
});

const remove = declareRoute({
  method: "delete",
  path: "/crm/segments/{id}",
  summary: "Delete a segment; criteria that name it match nobody by it",
  permission: "manage crm segments",
  request: { params: smallIdParam },
  responses: { 200: answer(z.object({ deleted: z.literal(true) }), "It is deleted.") },
});

const sync = declareRoute({
  method: "post",
  path: "/crm/segments/{id}/sync",
  summary: "Make the list of an on-sync segment be who matches now, in the background (S1)",
  permission: "manage crm segments",
  request: { params: smallIdParam },
  responses: { 202: answer(jobSchema, "The job that does it; see /api/jobs/{id}.") },
});

const restore = declareRoute({
  method: "post",
  path: "/crm/segments/{id}/restore",
  summary: "Bring a deleted segment back with its members",
  permission: "manage crm segments",
  request: { params: smallIdParam },
  responses: { 200: answer(segmentSchema, "The segment. A second time changes nothing.") },
});

const memberParams = smallIdParam.extend({ contact_id: idText });
const changed = z.object({ changed: z.boolean() });

const addByHand = declareRoute({
  method: "post",
  path: "/crm/segments/{id}/members/{contact_id}",
  summary: "Add a contact by hand; it stays whatever the criteria say (S2)",
  permission: "manage crm segments",
  request: { params: memberParams },
  responses: { 200: answer(changed, "A second time changes nothing.") },
});

const removeByHand = declareRoute({
  method: "delete",
  path: "/crm/segments/{id}/members/{contact_id}",
  summary: "Remove a member by hand; no automatic run brings it back (S2)",
  permission: "manage crm segments",
  request: { params: memberParams },
  responses: { 200: answer(changed, "A second time changes nothing.") },
});

const contact = declareRoute({
  method: "get",
  path: "/crm/contacts/{id}",
  summary: "A contact with tags and segments",
  permission: "view contacts",
  request: { params: idParam, query: z.object({ conversation: idText.optional() }) },
  responses: {
    200: answer(
      contactDetailSchema,
      "With `conversation` the segments include those that its context named.",
    ),
  },
});

const preview = declareRoute({
  method: "post",
  path: "/crm/criteria/preview",
  summary: "Who criteria match now, counted condition by condition (S4)",
  permission: "view contacts",
  request: { body: jsonBody(criteriaPreviewRequestSchema) },
  responses: {
    200: answer(
      criteriaPreviewSchema,
      "Changes nothing. Of very many contacts estimates are given, and said to be ones.",
    ),
  },
});

export const segmentRoutes = newRouter();

segmentRoutes.openapi(list, async (c) => {
  return c.json(await listSegments(c.var.services, c.var.principal), 200);
});

segmentRoutes.openapi(one, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await readSegment(c.var.services, c.var.principal, id), 200);
});

segmentRoutes.openapi(create, async (c) => {
  return c.json(await createSegment(c.var.services, c.var.principal, c.req.valid("json")), 201);
});

segmentRoutes.openapi(edit, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  return c.json(await editSegment(services, principal, id, c.req.valid("json")), 200);
});

segmentRoutes.openapi(remove, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await deleteSegment(c.var.services, c.var.principal, id), 200);
});

segmentRoutes.openapi(sync, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await startSync(c.var.services, c.var.principal, id), 202);
});

segmentRoutes.openapi(restore, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await restoreSegment(c.var.services, c.var.principal, id), 200);
});

segmentRoutes.openapi(addByHand, async (c) => {
  const { services, principal } = c.var;
  const { id, contact_id } = c.req.valid("param");
  return c.json(await addMember(services, principal, id, contact_id), 200);
});

segmentRoutes.openapi(removeByHand, async (c) => {
  const { services, principal } = c.var;
  const { id, contact_id } = c.req.valid("param");
  return c.json(await removeMember(services, principal, id, contact_id), 200);
});

segmentRoutes.openapi(members, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  return c.json(await listMembers(services, principal, id, c.req.valid("query")), 200);
});

segmentRoutes.openapi(contact, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  const { conversation } = c.req.valid("query");
  const found = await readContactDetail(services, principal, id, conversation);
  c.header("etag", `"${found.revision}"`);
  return c.json(found, 200);
});

segmentRoutes.openapi(preview, async (c) => {
  const { services, principal } = c.var;
  const { criteria } = c.req.valid("json");
  return c.json(await previewCriteria(services, principal, criteria), 200);
});
