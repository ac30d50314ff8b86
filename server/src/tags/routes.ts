import { z } from "@hono/zod-openapi";
import { jobSchema } from "@tagalong/shared/contracts/job.ts";
import {
  assignmentsSchema,
  attachTagSchema,
  createdTagSchema,
  mergedTagsSchema,
  newTagSchema,
  restoreTagSchema,
  someTagsSchema,
  tagChangeSchema,
  tagNamingPlanSchema,
  tagNamings,
  tagNamingSchema,
  tagReviewSchema,
  tagSchema,
  tagSettingsChangeSchema,
  tagSettingsSchema,
  tagUsageSchema,
} from "@tagalong/shared/contracts/tag.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { idParam, smallIdParam, taggedParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { attachTag } from "./attach-tag.ts";
import { createTag } from "./create-tag.ts";
import { deleteTag, deleteTags } from "./delete-tags.ts";
import { detachTag } from "./detach-tag.ts";
import { editTag } from "./edit-tag.ts";
import { listTags } from "./list-tags.ts";
import { mergeTags } from "./merge-tags.ts";
import { readTagUsage } from "./read-tag-usage.ts";
import { restoreTag, restoreTags } from "./restore-tag.ts";
import { reviewTags } from "./review-tags.ts";
import { previewTagNaming, setTagNaming } from "./tag-naming.ts";
import { setTagLimit, tagSettings } from "./tag-settings.ts";
import { taggedRecords } from "./tagged-record.ts";

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

const usage = declareRoute({
  method: "get",
  path: "/crm/tags/usage",
  summary: "Where each tag is used: on how many records, and in which rules",
  permission: "view tags",
  responses: { 200: answer(z.array(tagUsageSchema), "One entry a tag, deleted ones too.") },
});

const review = declareRoute({
  method: "get",
  path: "/crm/tags/review",
  summary: "Tags that nothing uses, and tags that look alike",
  permission: "manage tags",
  responses: { 200: answer(tagReviewSchema, "What tidying up would begin with.") },
});

const settings = declareRoute({
  method: "get",
  path: "/crm/tags/settings",
  summary: "How tags are named, and how many a record holds",
  permission: "view tags",
  responses: { 200: answer(tagSettingsSchema, "The settings.") },
});

const setSettings = declareRoute({
  method: "patch",
  path: "/crm/tags/settings",
  summary: "Raise, lower or lift the limit of tags a record holds",
  permission: "manage tags",
  request: { body: jsonBody(tagSettingsChangeSchema) },
  responses: { 200: answer(tagSettingsSchema, "The settings as they are now.") },
});

const naming = declareRoute({
  method: "get",
  path: "/crm/tags/naming",
  summary: "What a naming would rename and merge; does nothing",
  permission: "manage tags",
  request: { query: z.object({ to: z.enum(tagNamings) }) },
  responses: { 200: answer(tagNamingPlanSchema, "What would be done, with its plan's sign.") },
});

const setNaming = declareRoute({
  method: "put",
  path: "/crm/tags/naming",
  summary: "Change how tags are named; with a plan's sign also the tags there are",
  permission: "manage tags",
  request: { body: jsonBody(tagNamingSchema) },
  responses: { 200: answer(tagNamingPlanSchema, "What is left that does not fit the naming.") },
});

const edit = declareRoute({
  method: "patch",
  path: "/crm/tags/{id}",
  summary: "Change an active tag",
  permission: "manage tags",
  request: { params: smallIdParam, body: jsonBody(tagChangeSchema) },
  responses: { 200: answer(createdTagSchema, "The tag as it is now.") },
});

const remove = declareRoute({
  method: "delete",
  path: "/crm/tags/{id}",
  summary: "Delete a tag softly; again changes nothing",
  permission: "manage tags",
  request: { params: smallIdParam },
  responses: { 200: answer(tagSchema, "The deleted tag; its assignments are history.") },
});

const removeSeveral = declareRoute({
  method: "post",
  path: "/crm/tags/delete",
  summary: "Delete several tags softly, all or none",
  permission: "manage tags",
  request: { body: jsonBody(someTagsSchema) },
  responses: { 200: answer(z.array(tagSchema), "The deleted tags.") },
});

const restore = declareRoute({
  method: "post",
  path: "/crm/tags/{id}/restore",
  summary: "Restore a deleted tag; its assignments count again",
  permission: "manage tags",
  request: { params: smallIdParam, body: jsonBody(restoreTagSchema) },
  responses: { 200: answer(tagSchema, "The active tag.") },
});

const restoreSeveral = declareRoute({
  method: "post",
  path: "/crm/tags/restore",
  summary: "Restore several deleted tags, all or none",
  permission: "manage tags",
  request: { body: jsonBody(someTagsSchema) },
  responses: { 200: answer(z.array(tagSchema), "The active tags.") },
});

const merge = declareRoute({
  method: "post",
  path: "/crm/tags/{id}/merge",
  summary: "Merge other tags into this one: assignments and rules then mean this one",
  permission: "manage tags",
  request: { params: smallIdParam, body: jsonBody(someTagsSchema) },
  responses: {
    200: answer(mergedTagsSchema, "The tag, and what was rewritten."),
    202: answer(jobSchema, "Many records carry them: the job that does it."),
  },
});

export const tagRoutes = newRouter();

tagRoutes.openapi(list, async (c) => {
  return c.json(await listTags(c.var.services, c.var.principal, c.req.valid("query")), 200);
});

tagRoutes.openapi(create, async (c) => {
  return c.json(await createTag(c.var.services, c.var.principal, c.req.valid("json")), 201);
});

tagRoutes.openapi(usage, async (c) => {
  return c.json(await readTagUsage(c.var.services, c.var.principal), 200);
});

tagRoutes.openapi(review, async (c) => {
  return c.json(await reviewTags(c.var.services, c.var.principal), 200);
});

tagRoutes.openapi(settings, async (c) => {
  return c.json(await tagSettings(c.var.services, c.var.principal), 200);
});

tagRoutes.openapi(setSettings, async (c) => {
  const { maxTagsPerRecord } = c.req.valid("json");
  return c.json(await setTagLimit(c.var.services, c.var.principal, maxTagsPerRecord), 200);
});

tagRoutes.openapi(naming, async (c) => {
  const { to } = c.req.valid("query");
  return c.json(await previewTagNaming(c.var.services, c.var.principal, to), 200);
});

tagRoutes.openapi(setNaming, async (c) => {
  return c.json(await setTagNaming(c.var.services, c.var.principal, c.req.valid("json")), 200);
});

tagRoutes.openapi(edit, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await editTag(c.var.services, c.var.principal, id, c.req.valid("json")), 200);
});

tagRoutes.openapi(remove, async (c) => {
  const { id } = c.req.valid("param");
  return c.json(await deleteTag(c.var.services, c.var.principal, id), 200);
});

tagRoutes.openapi(removeSeveral, async (c) => {
  const { tagIds } = c.req.valid("json");
  return c.json(await deleteTags(c.var.services, c.var.principal, tagIds), 200);
});

tagRoutes.openapi(restore, async (c) => {
  const { id } = c.req.valid("param");
  const { name } = c.req.valid("json");
  return c.json(await restoreTag(c.var.services, c.var.principal, id, name), 200);
});

tagRoutes.openapi(restoreSeveral, async (c) => {
  const { tagIds } = c.req.valid("json");
  return c.json(await restoreTags(c.var.services, c.var.principal, tagIds), 200);
});

tagRoutes.openapi(merge, async (c) => {
  const { id } = c.req.valid("param");
  const { tagIds } = c.req.valid("json");
  const { merged, job } = await mergeTags(c.var.services, c.var.principal, id, tagIds);
  return merged ? c.json(merged, 200) : c.json(job, 202);
});

for (const record of taggedRecords) {
  const attach = declareRoute({
    method: "post",
    path: `${record.path}/{id}/tags`,
    summary: `Add a tag to a ${record.noun}; again changes nothing`,
    permission: record.permission,
    request: { params: idParam, body: jsonBody(attachTagSchema) },
    responses: { 200: answer(assignmentsSchema, "The tags it has now.") },
  });
  const detach = declareRoute({
    method: "delete",
    path: `${record.path}/{id}/tags/{tag_id}`,
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
