import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import { readConversations } from "../conversations/read-conversations.ts";
import type { Database } from "../database/database.ts";
import { befalls } from "../faults/fault-points.ts";
import { log } from "../log.ts";
import type { ChangeHints } from "../services.ts";
import { rooms } from "./rooms.ts";
import type { AgentNamespace, WidgetNamespace } from "./sockets.ts";

/** Changes of one conversation within this time are told once. */
const gathering = 20;

interface PublisherParts {
  database: Database;
  widget: WidgetNamespace;
  agents: AgentNamespace;
  /** The room of this process's own sockets, where several processes work together. */
  nodeRoom: string | undefined;
}

/**
 * Tells sockets what was committed. Hints only: they may be lost or doubled, the database is the
 * truth (delivery 5). Visitors hear their own conversations' messages and state, nothing else.
 */
export function createPublisher({
  database,
  widget,
  agents,
  nodeRoom,
}: PublisherParts): ChangeHints {
  /** Ours at once, whatever becomes of Redis; then the other processes'. */
  const toAgents = (room: string | string[]) =>
    nodeRoom === undefined
      ? [agents.to(room)]
      : [agents.local.to(room), agents.to(room).except(nodeRoom)];
  const toVisitors = (room: string) =>
    nodeRoom === undefined
      ? [widget.to(room)]
      : [widget.local.to(room), widget.to(room).except(nodeRoom)];

  const tellConversation = (organizationId: number, conversation: Conversation) => {
    const { id, status, agentReadSequence } = conversation;
    const seeing = rooms.may(organizationId, "view conversations");
    for (const to of toAgents(seeing)) to.emit("conversation", conversation);
    for (const to of toVisitors(rooms.conversation(organizationId, id))) {
      to.emit("conversation", { id, status, agentReadSequence });
    }
  };
  const tellLater = gather(async (organizationId, ids) => {
    const conversations = await readConversations({ database }, organizationId, ids);
    for (const conversation of conversations) tellConversation(organizationId, conversation);
  });

  return {
    messageStored(organizationId, message) {
      if (befalls("drop-hint")) return;
      const room = rooms.conversation(organizationId, message.conversationId);
      for (const to of toVisitors(room)) to.emit("message", message);
      for (const to of toAgents(room)) to.emit("message", message);
      tellLater(organizationId, message.conversationId);
    },
    conversationStarted(organizationId, message, visitor) {
      // All tabs of the browser follow the new conversation, whichever of them began it.
      const tabs = rooms.visitor(visitor);
      const room = rooms.conversation(organizationId, message.conversationId);
      widget.local.in(tabs).socketsJoin(room);
      if (nodeRoom !== undefined) widget.in(tabs).except(nodeRoom).socketsJoin(room);
      for (const to of toVisitors(tabs)) to.emit("message", message);
      tellLater(organizationId, message.conversationId);
    },
    conversationChanged: tellLater,
    contactChanged(organizationId, { id, revision }) {
      const seeing = rooms.may(organizationId, "view contacts");
      for (const to of toAgents(seeing)) to.emit("contact", { id, revision });
    },
    personErased(organizationId, { contactId, conversations, browsers, externalIds }) {
      const seeing = (["view contacts", "view conversations"] as const).map((permission) =>
        rooms.may(organizationId, permission),
      );
      for (const to of toAgents(seeing)) {
        to.emit("erased", { contactId, conversations: [...conversations] });
      }
      const cut = new Set(conversations.map((id) => rooms.conversation(organizationId, id)));
      for (const tokenHash of browsers) {
        for (const externalId of [null, ...externalIds]) {
          cut.add(rooms.visitor({ organizationId, tokenHash, externalId }));
        }
      }
      if (cut.size === 0) return;
      // They come back by themselves, as strangers.
      widget.local.in([...cut]).disconnectSockets();
      if (nodeRoom !== undefined)
        widget
          .in([...cut])
          .except(nodeRoom)
          .disconnectSockets();
    },
    propertiesChanged(organizationId) {
      const seeing = rooms.may(organizationId, "view contacts");
      for (const to of toAgents(seeing)) to.emit("properties");
    },
    listsChanged(organizationId) {
      const seeing = rooms.may(organizationId, "view contacts");
      for (const to of toAgents(seeing)) to.emit("lists");
    },
    contactsChanged(organizationId, range) {
      const seeing = rooms.may(organizationId, "view contacts");
      for (const to of toAgents(seeing)) to.emit("contacts", range);
    },
    jobChanged(organizationId, job) {
      const { type, id } = job.createdBy;
      const theirs = type === "agent" ? [rooms.agent(organizationId, id)] : [];
      const listeners = [...theirs, rooms.overseers(organizationId)];
      for (const to of toAgents(listeners)) to.emit("job:changed", job);
    },
    recordChanged(organizationId, record) {
      const seeing = rooms.may(organizationId, `view ${record.type}s`);
      for (const to of toAgents(seeing)) to.emit("record", record);
    },
    tagChanged(organizationId, tag) {
      const seeing = rooms.may(organizationId, "view tags");
      for (const to of toAgents(seeing)) to.emit("tag", tag);
    },
    settingsChanged(organizationId, about) {
      for (const to of toAgents(rooms.agents(organizationId))) to.emit("settings", { about });
    },
  };
}

/** Collects ids for a moment and hands over each organization's together. */
function gather(tell: (organizationId: number, ids: number[]) => Promise<void>) {
  const waiting = new Map<number, Set<number>>();
  return (organizationId: number, id: number): void => {
    const ids = waiting.get(organizationId);
    if (ids) {
      ids.add(id);
      return;
    }
    waiting.set(organizationId, new Set([id]));
    setTimeout(() => {
      const gathered = [...(waiting.get(organizationId) ?? [])];
      waiting.delete(organizationId);
      tell(organizationId, gathered).catch((error: unknown) => {
        log.warn({ err: error }, "A hint was not sent.");
      });
    }, gathering);
  };
}
