import { timelineEntrySchema } from "@tagalong/shared/contracts/contact.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { idParam, pageQuery } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { listTimeline } from "./list-timeline.ts";

const timeline = declareRoute({
  method: "get",
  path: "/crm/contacts/{id}/timeline",
  summary: "What happened to a contact, latest first",
  permission: "view contacts",
  request: { params: idParam, query: pageQuery },
  responses: { 200: answer(pageOf(timelineEntrySchema), "Events in plain words.") },
});

export const contactRoutes = newRouter();

contactRoutes.openapi(timeline, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  return c.json(await listTimeline(services, principal, id, c.req.valid("query")), 200);
});
