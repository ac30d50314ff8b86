import { meSchema } from "@tagalong/shared/contracts/me.ts";
import { requireAgent } from "../auth/principal.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { newRouter } from "../http/router.ts";
import { readMe } from "./read-me.ts";

const me = declareRoute({
  method: "get",
  path: "/me",
  summary: "Who is signed in, and what they may do",
  permission: "signed in",
  responses: { 200: answer(meSchema, "The agent and their organization.") },
});

export const organizationRoutes = newRouter();

organizationRoutes.openapi(me, async (c) => {
  const agent = requireAgent(c.var.principal);
  return c.json(await readMe(c.var.services, c.var.principal, agent), 200);
});
