import { agentAuthSchema, watchSchema } from "@tagalong/shared/contracts/agent-socket.ts";
import { messageAfterSchema, replySchema } from "@tagalong/shared/contracts/message.ts";
import { typingSchema } from "@tagalong/shared/contracts/widget-socket.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";
import type { AuthService } from "../auth/auth-service.ts";
import { requirePermission } from "../auth/principal.ts";
import type { SessionWatch } from "../auth/session-watch.ts";
import { markReadByAgent } from "../conversations/mark-read.ts";
import { messagesAfter } from "../conversations/messages-after.ts";
import { reply } from "../conversations/reply.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { Services } from "../services.ts";
import { admitBy } from "./admit-by.ts";
import { agentRooms } from "./agent-rooms.ts";
import { agentOriginAllowed } from "./allow-request.ts";
import { answerCall, hear, type CallCounter } from "./calls.ts";
import { followRights } from "./follow-rights.ts";
import { rooms } from "./rooms.ts";
import type { AgentData, AgentNamespace, AgentSocket } from "./sockets.ts";
import type { Typing } from "./typing.ts";

interface AgentParts {
  services: Services;
  auth: AuthService;
  sessions: SessionWatch;
  calls: CallCounter;
  typing: Typing;
  publicUrl: string | undefined;
}

/**
 * Namespace /agent: an agent's socket is its sign-in's, and ends with it. Any agent may connect; what
 * they are told of and may call follows their role, also while they are connected.
 */
export function attachAgent(namespace: AgentNamespace, parts: AgentParts): void {
  admitBy(namespace, (socket) => admit(socket, parts));
  namespace.on("connection", (socket) => {
    endWithSession(socket, parts.sessions);
    followRights(socket, agentAuthSchema.parse(socket.handshake.auth).token, parts);
    listen(socket, parts);
  });
}

async function admit(
  socket: AgentSocket,
  { auth, sessions, publicUrl }: AgentParts,
): Promise<AgentData> {
  if (!agentOriginAllowed(socket.request, publicUrl)) {
    throw new ProblemError("origin_not_allowed", "Agents do not connect from this site.");
  }
  const { token } = agentAuthSchema.parse(socket.handshake.auth);
  const rightsSeen = sessions.rightsSeen();
  const principal = await auth.authenticateToken(token);
  const { organizationId, actor } = principal;
  if (actor.type !== "agent") {
    throw new ProblemError("forbidden", "Only an agent's sign-in may connect here.");
  }
  await socket.join(agentRooms(principal));
  return { principal, agent: { organizationId, id: actor.id, name: actor.name }, rightsSeen };
}

/** Within a second of the sign-in's revocation, on whichever server it was revoked. */
function endWithSession(socket: AgentSocket, sessions: SessionWatch): void {
  const { sessionId } = socket.data.principal;
  if (sessionId === undefined) return;
  const unfollow = sessions.follow(sessionId, () => {
    socket.emit("signedOut");
    socket.disconnect(true);
  });
  socket.once("disconnect", unfollow);
}

function listen(socket: AgentSocket, { services, calls, typing }: AgentParts): void {
  const { organizationId } = socket.data.agent;
  const room = (conversationId: number) => rooms.conversation(organizationId, conversationId);
  const allowed = (permission: Permission) => requirePermission(socket.data.principal, permission);

  answerCall(socket, "conversation:watch", watchSchema, calls, async (place) => {
    allowed("view conversations");
    // The room first: what is stored from now on is heard, what was stored before is read.
    await socket.join(room(place.conversationId));
    try {
      return await messagesAfter(services, organizationId, place);
    } catch (error) {
      await socket.leave(room(place.conversationId));
      throw error;
    }
  });
  hear(socket, "conversation:unwatch", typingSchema, ({ conversationId }) => {
    void socket.leave(room(conversationId));
  });
  answerCall(socket, "messages:after", messageAfterSchema, calls, async (place) => {
    allowed("view conversations");
    return await messagesAfter(services, organizationId, place);
  });
  answerCall(
    socket,
    "message:send",
    replySchema,
    calls,
    async (message) => {
      allowed("reply to conversations");
      return reply(services, socket.data.agent, message);
    },
    "invalid_message",
  );
  answerCall(socket, "message:read", messageAfterSchema, calls, async (place) => {
    allowed("view conversations");
    await markReadByAgent(services, organizationId, place);
    return {};
  });
  hear(socket, "typing", typingSchema, ({ conversationId }) => {
    if (!socket.rooms.has(room(conversationId))) return;
    typing.agent(organizationId, conversationId, socket.data.agent.name, socket.id);
  });
}
