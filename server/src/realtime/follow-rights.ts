import { setTimeout as pause } from "node:timers/promises";
import type { AuthService } from "../auth/auth-service.ts";
import type { Principal } from "../auth/principal.ts";
import type { SessionWatch } from "../auth/session-watch.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { log } from "../log.ts";
import { agentRooms } from "./agent-rooms.ts";
import { conversationsIn, rooms } from "./rooms.ts";
import type { AgentSocket } from "./sockets.ts";

/** Before another try, while the database is away. */
const patience = 1_000;

/** Keeps a socket's rights and rooms those of its agent's present role, within a second (S8). */
export function followRights(
  socket: AgentSocket,
  token: string,
  { auth, sessions }: { auth: AuthService; sessions: SessionWatch },
): void {
  let asked = 0;
  let looking = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    // One at a time: an older answer must not come after a newer one.
    for (let answered = -1; answered !== asked && socket.connected;) {
      answered = asked;
      try {
        await takeRights(socket, await auth.authenticateToken(token));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 401) {
          socket.emit("signedOut");
          socket.disconnect(true);
          break;
        }
        log.warn({ err: error }, "An agent's rights were not read.");
        answered = -1;
        await pause(patience);
      }
    }
    looking = false;
  };
  const { principal, rightsSeen } = socket.data;
  const unfollow = sessions.followRights(principal.organizationId, rightsSeen, () => {
    asked++;
    void look();
  });
  socket.once("disconnect", unfollow);
}

async function takeRights(socket: AgentSocket, principal: Principal): Promise<void> {
  const before = socket.data.principal;
  const { organizationId, actor, permissions } = principal;
  const [old, now] = [new Set(agentRooms(before)), agentRooms(principal)];
  const same = now.length === old.size && now.every((room) => old.has(room));
  if (same && actor.name === before.actor.name) return;
  socket.data.principal = principal;
  socket.data.agent = { organizationId, id: actor.id, name: actor.name };
  const kept = new Set(now);
  const left = [...old].filter((room) => !kept.has(room));
  if (!permissions.has("view conversations")) {
    for (const id of conversationsIn(socket.rooms).get(organizationId) ?? []) {
      left.push(rooms.conversation(organizationId, id));
    }
  }
  for (const room of left) await socket.leave(room);
  await socket.join(now);
  socket.emit("rights");
}
