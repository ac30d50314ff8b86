import type { Permission } from "@tagalong/shared/permissions.ts";
import type { VisitorIdentity } from "../contacts/visitor-identity.ts";

/** Names of rooms. All begin with the organization, so that no id of another one can be meant. */
export const rooms = {
  /** Agents who have the workspace or panel open. */
  agents: (organizationId: number) => `${organizationId}:agents`,
  /** Windows of agents who hold a permission: what they are told of is theirs to see. */
  may: (organizationId: number, permission: Permission) => `${organizationId}:may:${permission}`,
  /** One agent's windows. */
  agent: (organizationId: number, id: number) => `${organizationId}:agent:${id}`,
  /** Agents who see everybody's jobs. */
  overseers: (organizationId: number) => `${organizationId}:overseers`,
  /** Sockets that follow one conversation, in each namespace. */
  conversation: (organizationId: number, id: number) => `${organizationId}:conversation:${id}`,
  /** All tabs of one browser that show the same customer, known before the visitor has a row. */
  visitor: ({ organizationId, tokenHash, externalId }: VisitorIdentity) =>
    `${organizationId}:visitor:${tokenHash.toString("base64url")}:${externalId ?? ""}`,
  /** All sockets of one server process: what they were sent directly must not come again. */
  node: (id: string) => `node:${id}`,
};

const conversationRoom = /^(\d+):conversation:(\d+)$/;

/** The conversations among rooms, by organization. */
export function conversationsIn(names: Iterable<string>): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const name of names) {
    const parts = conversationRoom.exec(name);
    if (!parts) continue;
    const organizationId = Number(parts[1]);
    const ids = found.get(organizationId) ?? [];
    ids.push(Number(parts[2]));
    found.set(organizationId, ids);
  }
  return found;
}
