import { z } from "@hono/zod-openapi";
import {
  contactImportSchema,
  fileFormatSchema,
  furtherColumnSchema,
  importCheckSchema,
  importPreviewSchema,
  importSettingsSchema,
  newExportSchema,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import { jobSchema } from "@tagalong/shared/contracts/job.ts";
import { storableText } from "@tagalong/shared/contracts/text.ts";
import { filterOf, filterQuery } from "../contact-lists/filter-query.ts";
import { requireFilter } from "../contact-lists/require-filter.ts";
import { saveAs } from "../files/file-answer.ts";
import { toStream } from "../files/to-stream.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { smallIdParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { checkImport } from "./check-import.ts";
import { exportContacts } from "./export-contacts.ts";
import { previewImport } from "./preview-import.ts";
import { startExport } from "./start-export.ts";
import { startImport } from "./start-import.ts";
import { uploadImport } from "./upload-import.ts";

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

const upload = declareRoute({
  method: "post",
  path: "/crm/contacts/imports",
  summary: "Upload a CSV of contacts, to be looked at and imported (C5)",
  permission: "manage contacts",
  request: {
    query: z.object({
      name: storableText.min(1).max(255).default("contacts.csv").openapi({
        description: "The file's name.",
      }),
    }),
    body: {
      required: true,
      description: "The file itself, up to 200 MB; any text that is divided into columns.",
      content: { "text/csv": { schema: z.string() } },
    },
  },
  responses: { 201: answer(contactImportSchema, "The file, and how it seems to be written.") },
});

const preview = declareRoute({
  method: "get",
  path: "/crm/contacts/imports/{id}",
  summary: "The first rows of an uploaded file and what its columns seem to be",
  permission: "manage contacts",
  request: { params: smallIdParam, query: fileFormatSchema.partial() },
  responses: {
    200: answer(importPreviewSchema, "Read as it was found to be written, or as asked."),
  },
});

const check = declareRoute({
  method: "post",
  path: "/crm/contacts/imports/{id}/check",
  summary: "What an import would do with the first rows of a file; nothing is written",
  permission: "manage contacts",
  request: { params: smallIdParam, body: jsonBody(importSettingsSchema) },
  responses: { 200: answer(importCheckSchema, "Of the first 1,000 rows.") },
});

const run = declareRoute({
  method: "post",
  path: "/crm/contacts/imports/{id}/start",
  summary: "Import an uploaded file in the background (C5)",
  permission: "manage contacts",
  request: { params: smallIdParam, body: jsonBody(importSettingsSchema) },
  responses: {
    202: answer(jobSchema, "The job; its link is the list of refused rows, if there are any."),
  },
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
  return c.body(toStream(pieces));
});

contactTransferRoutes.openapi(start, async (c) => {
  const { services, principal } = c.var;
  const { filter, columns } = c.req.valid("json");
  requireFilter(principal, filter);
  return c.json(await startExport(services, principal, { filter, columns }), 202);
});

contactTransferRoutes.openapi(upload, async (c) => {
  const { services, principal } = c.var;
  const { name } = c.req.valid("query");
  const uploaded = await uploadImport(services, principal, { name, body: c.req.raw.body });
  return c.json(uploaded, 201);
});

contactTransferRoutes.openapi(preview, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  return c.json(await previewImport(services, principal, id, c.req.valid("query")), 200);
});

contactTransferRoutes.openapi(check, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  return c.json(await checkImport(services, principal, id, c.req.valid("json")), 200);
});

contactTransferRoutes.openapi(run, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  return c.json(await startImport(services, principal, id, c.req.valid("json")), 202);
});
