import { z } from "@hono/zod-openapi";
import { queueSchema } from "@tagalong/shared/contracts/me.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { newRouter } from "../http/router.ts";
import { listQueues } from "./list-queues.ts";

const list = declareRoute({
  method: "get",
  path: "/queues",
  summary: "Queues in the order in which they are tried",
  permission: "view routing",
  responses: { 200: answer(z.array(queueSchema), "With the number of open conversations.") },
});

export const routingRoutes = newRouter();

routingRoutes.openapi(list, async (c) => {
  return c.json(await listQueues(c.var.services, c.var.principal), 200);
});
