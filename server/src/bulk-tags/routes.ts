import { jobSchema } from "@tagalong/shared/contracts/job.ts";
import { bulkTagsSchema } from "@tagalong/shared/contracts/tag.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { newRouter } from "../http/router.ts";
import { startBulkTags } from "./start-bulk-tags.ts";

const start = declareRoute({
  method: "post",
  path: "/crm/contacts/tags/bulk",
  summary: "Add tags to many contacts and take tags off them, in the background; never replaces",
  permission: "tag contacts",
  request: { body: jsonBody(bulkTagsSchema) },
  responses: { 202: answer(jobSchema, "The job that does it; see /api/jobs/{id}.") },
});

export const bulkTagRoutes = newRouter();

bulkTagRoutes.openapi(start, async (c) => {
  return c.json(await startBulkTags(c.var.services, c.var.principal, c.req.valid("json")), 202);
});
