import { rooms } from "./rooms.ts";
import type { AgentNamespace, WidgetNamespace } from "./sockets.ts";

/** "… is typing": thrown away where a socket is busy, stored nowhere. */
export interface Typing {
  visitor(organizationId: number, conversationId: number, name: string): void;
  agent(organizationId: number, conversationId: number, name: string, socketId: string): void;
}

export function createTyping(widget: WidgetNamespace, agents: AgentNamespace): Typing {
  return {
    visitor(organizationId, conversationId, name) {
      const room = rooms.conversation(organizationId, conversationId);
      agents.to(room).volatile.emit("typing", { conversationId, name, visitor: true });
    },
    agent(organizationId, conversationId, name, socketId) {
      const room = rooms.conversation(organizationId, conversationId);
      widget.to(room).volatile.emit("typing", { conversationId, name });
      const others = agents.to(room).except(socketId);
      others.volatile.emit("typing", { conversationId, name, visitor: false });
    },
  };
}
