import { erasedContactSchema } from "@tagalong/shared/contracts/contact-merge.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { idParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { eraseContact } from "./erase-contact.ts";

const erase = declareRoute({
  method: "delete",
  path: "/crm/contacts/{id}",
  summary: "Erase a person and all that is stored of them; cannot be undone",
  description:
    "Profile, properties, tags, memberships, identities, leads and deals go, the words of every " +
    "message too. Conversations stay as anonymous rows with their times, so that reports still " +
    "count them. Files that somebody exported are not searched.",
  permission: "erase contacts",
  request: { params: idParam },
  responses: { 200: answer(erasedContactSchema, "How much of them was erased.") },
});

export const contactErasureRoutes = newRouter();

contactErasureRoutes.openapi(erase, async (c) => {
  const { services, principal } = c.var;
  return c.json(await eraseContact(services, principal, c.req.valid("param").id), 200);
});
