import { z } from "@hono/zod-openapi";
import {
  conversationChangeSchema,
  conversationDetailSchema,
  conversationSchema,
  conversationStatuses,
} from "@tagalong/shared/contracts/conversation.ts";
import {
  messageRangeSchema,
  messageSchema,
  replySchema,
} from "@tagalong/shared/contracts/message.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { requireAgent, requirePermission } from "../auth/principal.ts";
import { answer, declareRoute, jsonBody } from "../http/declare-route.ts";
import { idParam, idText, pageQuery, smallIdQuery } from "../http/params.ts";
import { newRouter } from "../http/router.ts";
import { asSeenBy } from "./as-seen-by.ts";
import { changeConversation } from "./change-conversation.ts";
import { listConversations } from "./list-conversations.ts";
import { messagesAfter } from "./messages-after.ts";
import { readConversation } from "./read-conversation.ts";
import { reply } from "./reply.ts";

const listQuery = pageQuery.extend({
  status: z.enum([...conversationStatuses, "all"]).optional(),
  queue: smallIdQuery,
  contact: idText.optional(),
  assignee: z.union([z.enum(["me", "none"]), smallIdQuery]).optional(),
  segment: smallIdQuery,
  tag: smallIdQuery,
});

const list = declareRoute({
  method: "get",
  path: "/conversations",
  summary: "The inbox: by priority, then longest waiting; one contact's: newest first",
  permission: "view conversations",
  request: { query: listQuery },
  responses: {
    200: answer(pageOf(conversationSchema), "Conversations, open ones unless asked otherwise."),
  },
});

const detail = declareRoute({
  method: "get",
  path: "/conversations/{id}",
  summary: "One conversation, with its tags and why it is where it is",
  permission: "view conversations",
  request: { params: idParam },
  responses: { 200: answer(conversationDetailSchema, "The conversation.") },
});

const change = declareRoute({
  method: "patch",
  path: "/conversations/{id}",
  summary: "Change status, priority or assignee",
  permission: "manage conversations",
  request: { params: idParam, body: jsonBody(conversationChangeSchema) },
  responses: { 200: answer(conversationDetailSchema, "The conversation as it is now.") },
});

const after = z
  .string()
  .regex(/^\d{1,9}$/, "after is a sequence.")
  .transform(Number)
  .optional();

const messages = declareRoute({
  method: "get",
  path: "/conversations/{id}/messages",
  summary: "Messages after a sequence, oldest first",
  permission: "view conversations",
  request: { params: idParam, query: z.object({ after }) },
  responses: { 200: answer(messageRangeSchema, "Messages, and the conversation's last sequence.") },
});

const send = declareRoute({
  method: "post",
  path: "/conversations/{id}/messages",
  summary: "Reply; the same client id again gives the stored message",
  permission: "reply to conversations",
  request: { params: idParam, body: jsonBody(replySchema.omit({ conversationId: true })) },
  responses: {
    200: answer(z.object({ message: messageSchema, epoch: z.uuid() }), "The stored message."),
  },
});

export const conversationRoutes = newRouter();

conversationRoutes.openapi(list, async (c) => {
  const { queue, assignee, contact, segment, tag, ...rest } = c.req.valid("query");
  if (segment !== undefined) requirePermission(c.var.principal, "view crm segments");
  if (tag !== undefined) requirePermission(c.var.principal, "view tags");
  const assigneeId =
    assignee === "me" ? requireAgent(c.var.principal).id : assignee === "none" ? null : assignee;
  const by = { queueId: queue, assigneeId, contactId: contact, segmentId: segment, tagId: tag };
  const asked = { ...rest, ...by };
  const { organizationId } = c.var.principal;
  return c.json(await listConversations(c.var.services, organizationId, asked), 200);
});

conversationRoutes.openapi(detail, async (c) => {
  const { services, principal } = c.var;
  const { id } = c.req.valid("param");
  const found = await readConversation(services, principal.organizationId, id);
  return c.json(asSeenBy(principal, found), 200);
});

conversationRoutes.openapi(change, async (c) => {
  const { id } = c.req.valid("param");
  const changed = c.req.valid("json");
  const found = await changeConversation(c.var.services, c.var.principal, id, changed);
  return c.json(asSeenBy(c.var.principal, found), 200);
});

conversationRoutes.openapi(messages, async (c) => {
  const { organizationId } = c.var.principal;
  const place = {
    conversationId: c.req.valid("param").id,
    sequence: c.req.valid("query").after ?? 0,
  };
  return c.json(await messagesAfter(c.var.services, organizationId, place), 200);
});

conversationRoutes.openapi(send, async (c) => {
  const { organizationId } = c.var.principal;
  const { id } = requireAgent(c.var.principal);
  const input = { ...c.req.valid("json"), conversationId: c.req.valid("param").id };
  return c.json(await reply(c.var.services, { organizationId, id }, input), 200);
});
