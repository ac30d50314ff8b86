import { z } from "@hono/zod-openapi";
import {
  furtherColumnSchema,
  newExportSchema,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import { jobSchema } from "@tagalong/shared/contracts/job.ts";
import { filterOf, filterQuery } from "../contact-lists/filter-query.ts";
import { requireFilter } from "../contact-lists/require-filter.ts";
import { saveAs } from "../files/file-answer.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { newRouter } from "../http/router.ts";
import { exportContacts } from "./export-contacts.ts";
import { startExport } from "./start-export.ts";

const column = z
  .union([z.array(furtherColumnSchema), furtherColumnSchema.transform((one) => [one])])
  .optional()
  .openapi({
    description: "Beside the standard columns; may be given several times.",
    type: "array",
    items: { type: "string" },
  });

const download = declareRoute({
  method: "get",
  path: "/crm/contacts/export",
  summary: "The contacts that a filter finds as a CSV, up to the organization's limit (C4)",
  permission: "view contacts",
  request: { query: filterQuery.extend({ column }) },
  responses: {
    200: {
      description: "Phone, Display name, Tags, First seen, Last seen; last seen first.",
      headers: z.object({
        "x-exported": z.string().openapi({ description: "How many contacts are in the file." }),
        "x-matching": z.string().openapi({ description: "How many the filter finds." }),
      }),
      content: { "text/csv": { schema: z.string() } },
    },
  },
});

const start = declareRoute({
  method: "post",
  path: "/crm/contacts/exports",
  summary: "Export everybody whom a filter finds, in the background (C4)",
  permission: "export contacts",
  request: { body: jsonBody(newExportSchema) },
  responses: { 202: answer(jobSchema, "The job; its link is the file, once it is done.") },
});

export const contactTransferRoutes = newRouter();

contactTransferRoutes.openapi(download, async (c) => {
  const { services, principal } = c.var;
  const { column: columns = [], ...query } = c.req.valid("query");
  const filter = filterOf(query);
  requireFilter(principal, filter);
  const { name, exported, matching, pieces } = await exportContacts(services, principal, {
    filter,
    columns,
  });
  saveAs(c, name);
  c.header("content-type", "text/csv; charset=utf-8");
  c.header("x-exported", String(exported));
  c.header("x-matching", String(matching));
  return c.body(ReadableStream.from(pieces));
});

contactTransferRoutes.openapi(start, async (c) => {
  const { services, principal } = c.var;
  const { filter, columns } = c.req.valid("json");
  requireFilter(principal, filter);
  return c.json(await startExport(services, principal, { filter, columns }), 202);
});
