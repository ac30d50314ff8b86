import { z } from "@hono/zod-openapi";
import { propertySchema } from "@tagalong/shared/contracts/contact.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { newRouter } from "../http/router.ts";
import { listProperties } from "./list-properties.ts";

const list = declareRoute({
  method: "get",
  path: "/properties",
  summary: "The typed properties that contacts may have (C1)",
  permission: "view contacts",
  responses: { 200: answer(z.array(propertySchema), "In the organization's order.") },
});

export const propertyRoutes = newRouter();

propertyRoutes.openapi(list, async (c) => {
  return c.json(await listProperties(c.var.services, c.var.principal.organizationId), 200);
});
