import { messageAfterSchema } from "@tagalong/shared/contracts/message.ts";
import {
  readSchema,
  typingSchema,
  visitorMessageSchema,
  widgetAuthSchema,
} from "@tagalong/shared/contracts/widget-socket.ts";
import { z } from "zod";
import { hashToken } from "../auth/tokens.ts";
import { parseContext } from "../contacts/check-context.ts";
import { verifyContextToken } from "../contacts/verify-context-token.ts";
import { markReadByVisitor } from "../conversations/mark-read.ts";
import { messagesAfterForVisitor } from "../conversations/messages-after.ts";
import { profileDigest } from "../conversations/profile-digest.ts";
import { sendVisitorMessage } from "../conversations/send-visitor-message.ts";
import { welcomeVisitor } from "../conversations/welcome-visitor.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { admitBy } from "./admit-by.ts";
import { keyInQuery, widgetOriginAllowed } from "./allow-request.ts";
import { answerCall, hear, type CallCounter } from "./calls.ts";
import { conversationsIn, rooms } from "./rooms.ts";
import type { WidgetData, WidgetNamespace, WidgetSocket } from "./sockets.ts";
import type { Typing } from "./typing.ts";
import type { WidgetSites } from "./widget-sites.ts";

/** The context is parsed apart: its refusals have their own code and paths (`context.groups.3`). */
const messageSchema = visitorMessageSchema.extend({ context: z.unknown().optional() });

interface WidgetParts {
  services: Services;
  sites: WidgetSites;
  calls: CallCounter;
  typing: Typing;
}

/** Namespace /widget: a visitor's socket is its organization's by the key, and its own by the token. */
export function attachWidget(namespace: WidgetNamespace, parts: WidgetParts): void {
  admitBy(namespace, (socket) => admit(socket, parts));
  namespace.on("connection", (socket) => listen(socket, parts));
}

async function admit(socket: WidgetSocket, { services, sites }: WidgetParts): Promise<WidgetData> {
  const { key, visitor: token, token: signed } = widgetAuthSchema.parse(socket.handshake.auth);
  const site = await sites.find(key);
  if (!site) throw new ProblemError("unknown_widget_key", "There is no such widget key.");
  const mayBeHere =
    keyInQuery(socket.request) === key && widgetOriginAllowed(socket.request, site.allowedOrigins);
  if (!mayBeHere) {
    throw new ProblemError("origin_not_allowed", "The widget may not be used on this site.");
  }
  const claims = signed === undefined ? null : await verifyContextToken(signed, site);
  const visitor = {
    organizationId: site.organizationId,
    tokenHash: hashToken(token),
    externalId: claims?.externalId ?? null,
  };
  const { organizationId } = visitor;
  // The browser's room comes first: a conversation that another tab starts from now on brings this
  // socket along, one that was started before is found here.
  await socket.join(rooms.visitor(visitor));
  const { conversation } = await welcomeVisitor(services, visitor);
  if (conversation) await socket.join(rooms.conversation(organizationId, conversation.id));
  return { visitor, claims };
}

function listen(socket: WidgetSocket, { services, calls, typing }: WidgetParts): void {
  const { visitor, claims } = socket.data;
  answerCall(socket, "welcome", z.undefined(), calls, () => welcomeVisitor(services, visitor));
  answerCall(
    socket,
    "message:send",
    messageSchema,
    calls,
    async ({ context, ...message }) => {
      const parsed = parseContext(context ?? {}, "unsigned_context");
      const underWay = conversationsIn(socket.rooms).size > 0;
      const profile = profileDigest(parsed, claims);
      const profileKept = profile === null || profile === socket.data.keptProfile;
      const sent = { ...message, context: parsed, underWay, profileKept };
      const answer = await sendVisitorMessage(services, visitor, claims, sent);
      if (profile !== null) socket.data.keptProfile = profile;
      await socket.join(rooms.conversation(visitor.organizationId, answer.message.conversationId));
      return answer;
    },
    "invalid_message",
  );
  answerCall(socket, "messages:after", messageAfterSchema, calls, (place) =>
    messagesAfterForVisitor(services, visitor, place),
  );
  answerCall(socket, "message:read", readSchema, calls, async (place) => {
    await markReadByVisitor(services, visitor, place);
    return {};
  });
  hear(socket, "typing", typingSchema, ({ conversationId }) => {
    const room = rooms.conversation(visitor.organizationId, conversationId);
    if (!socket.rooms.has(room)) return;
    typing.visitor(visitor.organizationId, conversationId, claims?.name ?? "Visitor");
  });
}
