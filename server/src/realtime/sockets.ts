import type { AgentCalls, AgentHints } from "@tagalong/shared/contracts/agent-socket.ts";
import type { WidgetCalls, WidgetHints } from "@tagalong/shared/contracts/widget-socket.ts";
import type { DefaultEventsMap, Namespace, Socket } from "socket.io";
import type { Principal } from "../auth/principal.ts";
import type { ContextClaims } from "../contacts/check-context.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";

/** What a visitor's socket carries. Never shared with another server process. */
export interface WidgetData {
  visitor: VisitorIdentity;
  /** What the site signed for, if it did. */
  claims: ContextClaims | null;
  /** Digest of what was last said of the visitor here and is kept with the contact. */
  keptProfile?: string;
}

export interface AgentData {
  principal: Principal;
  agent: { organizationId: number; id: number; name: string };
  /** The mark of changed rights before these were read (session-watch.ts). */
  rightsSeen: number;
}

export type WidgetNamespace = Namespace<WidgetCalls, WidgetHints, DefaultEventsMap, WidgetData>;
export type WidgetSocket = Socket<WidgetCalls, WidgetHints, DefaultEventsMap, WidgetData>;
export type AgentNamespace = Namespace<AgentCalls, AgentHints, DefaultEventsMap, AgentData>;
export type AgentSocket = Socket<AgentCalls, AgentHints, DefaultEventsMap, AgentData>;
