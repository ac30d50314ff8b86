import { z } from "@hono/zod-openapi";
import { teammateSchema } from "@tagalong/shared/contracts/me.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { newRouter } from "../http/router.ts";
import { listTeammates } from "./list-teammates.ts";

const list = declareRoute({
  method: "get",
  path: "/teammates",
  summary: "The organization's agents",
  permission: "signed in",
  responses: { 200: answer(z.array(teammateSchema), "Agents and admins, by name.") },
});

export const teamRoutes = newRouter();

teamRoutes.openapi(list, async (c) => {
  return c.json(await listTeammates(c.var.services, c.var.principal), 200);
});
