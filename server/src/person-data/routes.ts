import { personDataSchema } from "@tagalong/shared/contracts/person-data.ts";
import { toStream } from "../files/to-stream.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { idParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { exportPerson } from "./export-person.ts";

const give = declareRoute({
  method: "get",
  path: "/crm/contacts/{id}/data",
  summary: "Everything stored about a person, as a file (C6)",
  permission: "manage contacts",
  request: { params: idParam },
  responses: {
    200: answer(personDataSchema, "Profile, tags, conversations, events and the rest."),
  },
});

export const personDataRoutes = newRouter();

personDataRoutes.openapi(give, async (c) => {
  const { id } = c.req.valid("param");
  const pieces = await exportPerson(c.var.services, c.var.principal, id);
  c.header("content-type", "application/json; charset=utf-8");
  c.header("content-disposition", `attachment; filename="contact-${id}.json"`);
  // A stream of what the schema says; the handler's type knows parsed answers only.
  return c.body(toStream(pieces)) as never;
});
