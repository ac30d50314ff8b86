import { contactCountSchema, contactRowSchema } from "@tagalong/shared/contracts/contact-list.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { newRouter } from "../http/router.ts";
import { countContacts } from "./count-contacts.ts";
import { contactsQuery, filterOf, filterQuery } from "./filter-query.ts";
import { listContacts } from "./list-contacts.ts";
import { requireFilter } from "./require-filter.ts";

const list = declareRoute({
  method: "get",
  path: "/crm/contacts",
  summary: "Contacts by any filter, last seen first unless asked otherwise",
  permission: "view contacts",
  request: { query: contactsQuery },
  responses: {
    200: answer(pageOf(contactRowSchema), "Those for whom all that is asked holds."),
  },
});

const count = declareRoute({
  method: "get",
  path: "/crm/contacts/count",
  summary: "How many contacts a filter finds",
  permission: "view contacts",
  request: { query: filterQuery },
  responses: { 200: answer(contactCountSchema, "Their number.") },
});

export const contactListRoutes = newRouter();

contactListRoutes.openapi(list, async (c) => {
  const { services, principal } = c.var;
  const { sort, direction, cursor, limit, ...query } = c.req.valid("query");
  const filter = filterOf(query);
  requireFilter(principal, filter);
  const page = await listContacts(services, principal, { filter, sort, direction, cursor, limit });
  return c.json(page, 200);
});

contactListRoutes.openapi(count, async (c) => {
  const { services, principal } = c.var;
  const filter = filterOf(c.req.valid("query"));
  requireFilter(principal, filter);
  return c.json({ count: await countContacts(services, principal, filter) }, 200);
});
