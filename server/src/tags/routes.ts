import { z } from "@hono/zod-openapi";
import {
  assignmentsSchema,
  attachTagSchema,
  createdTagSchema,
  newTagSchema,
  tagSchema,
} from "@tagalong/shared/contracts/tag.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { idParam, taggedParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { attachTag } from "./attach-tag.ts";
import { createTag } from "./create-tag.ts";
import { detachTag } from "./detach-tag.ts";
import { listTags } from "./list-tags.ts";
import { taggedContact, taggedConversation } from "./tagged-record.ts";

const tagsQuery = z.object({
  status: z.enum(["active", "deleted", "all"]).optional(),
  scope: z.enum(["contact", "conversation"]).optional(),
  q: z.string().max(200).optional(),
});

const list = declareRoute({
  method: "get",
  path: "/crm/tags",
  summary: "The catalogue of tags, by name",
  permission: "view tags",
  request: { query: tagsQuery },
  responses: { 200: answer(z.array(tagSchema), "Tags, active ones unless asked otherwise.") },
});

const create = declareRoute({
  method: "post",
  path: "/crm/tags",
  summary: "Create a tag",
  permission: "create tags",
  request: { body: jsonBody(newTagSchema) },
  responses: { 201: answer(createdTagSchema, "The tag, under the name it is stored by.") },
});

export const tagRoutes = newRouter();

tagRoutes.openapi(list, async (c) => {
  return c.json(await listTags(c.var.services, c.var.principal, c.req.valid("query")), 200);
});

tagRoutes.openapi(create, async (c) => {
  return c.json(await createTag(c.var.services, c.var.principal, c.req.valid("json")), 201);
});

for (const [base, record] of [
  ["/crm/contacts", taggedContact],
  ["/conversations", taggedConversation],
] as const) {
  const attach = declareRoute({
    method: "post",
    path: `${base}/{id}/tags`,
    summary: `Add a tag to a ${record.noun}; again changes nothing`,
    permission: record.permission,
    request: { params: idParam, body: jsonBody(attachTagSchema) },
    responses: { 200: answer(assignmentsSchema, "The tags it has now.") },
  });
  const detach = declareRoute({
    method: "delete",
    path: `${base}/{id}/tags/{tag_id}`,
    summary: `Take a tag off a ${record.noun}; again changes nothing`,
    permission: record.permission,
    request: { params: taggedParam },
    responses: { 200: answer(assignmentsSchema, "The tags it has now.") },
  });
  tagRoutes.openapi(attach, async (c) => {
    const { id } = c.req.valid("param");
    const { tag_id } = c.req.valid("json");
    return c.json(await attachTag(c.var.services, c.var.principal, record, id, tag_id), 200);
  });
  tagRoutes.openapi(detach, async (c) => {
    const { id, tag_id } = c.req.valid("param");
    return c.json(await detachTag(c.var.services, c.var.principal, record, id, tag_id), 200);
  });
}
