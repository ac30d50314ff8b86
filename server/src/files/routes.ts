import { z } from "@hono/zod-openapi";
import { fileLinkSchema } from "@tagalong/shared/contracts/file.ts";
import { answer, declareRoute } from "../http/declare-route.ts";
import { smallIdParam } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { createLink } from "./create-link.ts";
import { fileAnswer } from "./file-answer.ts";
import { readFile, readLinkedFile } from "./read-file.ts";

const content = {
  description: "The file itself.",
  content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
} as const;

const read = declareRoute({
  method: "get",
  path: "/files/{id}",
  summary: "A file that the server made or keeps, until it expires",
  permission: "signed in",
  request: { params: smallIdParam },
  responses: { 200: content },
});

const link = declareRoute({
  method: "post",
  path: "/files/{id}/link",
  summary: "A short-lived address from which a browser can save a file",
  permission: "signed in",
  request: { params: smallIdParam },
  responses: { 200: answer(fileLinkSchema, "Valid for five minutes.") },
});

const linked = declareRoute({
  method: "get",
  path: "/downloads/{token}",
  summary: "The file that a short-lived address stands for",
  permission: "public",
  request: { params: z.object({ token: z.string().max(200) }) },
  responses: { 200: content },
});

export const fileRoutes = newRouter();

fileRoutes.openapi(read, async (c) => {
  const { services, principal } = c.var;
  return fileAnswer(c, await readFile(services.database, principal, c.req.valid("param").id));
});

fileRoutes.openapi(link, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  return c.json(await createLink(services.database, principal, id), 200);
});

fileRoutes.openapi(linked, async (c) => {
  return fileAnswer(c, await readLinkedFile(c.var.services.database, c.req.valid("param").token));
});
