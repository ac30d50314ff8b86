import { permissions, type Permission } from "@tagalong/shared/permissions.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { addAgent, addRole } from "../support/agents.ts";
import {
  callAnything,
  nextHint,
  startShopServer,
  type AgentSocket,
  type ConnectionRefusal,
  type ShopServer,
} from "../support/shop-server.ts";

let server: ShopServer;
let roleId: number;
let agent: Awaited<ReturnType<typeof addAgent>>;
let agents = 0;

beforeAll(async () => {
  server = await startShopServer();
});

beforeEach(async () => {
  const name = `Custom${agents++}`;
  roleId = await addRole(server.owner, server.shop.id, name, permissions);
  agent = await addAgent(server.owner, server.shop.id, name, { roleId });
});

afterAll(() => server.close());

const soon = { timeout: 1_000, interval: 10 };
const send = async (method: string, path: string, body: unknown) => {
  const answer = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${server.shop.adminToken}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBeLessThan(300);
};
const setRole = (held: readonly Permission[]) =>
  send("PATCH", `/api/roles/${roleId}`, { permissions: held });
const watch = async (socket: AgentSocket) =>
  (await callAnything(socket, "conversation:watch", {
    conversationId: server.shop.conversation,
    sequence: 0,
  })) as { error?: { code: string } };
/** Something that everybody who sees conversations hears of. */
const changeConversation = (priority: string) =>
  send("PATCH", `/api/conversations/${server.shop.conversation}`, { priority });

describe("a role that loses “view conversations” (S8)", () => {
  test("leaves the rooms of open windows within a second; other agents stay", async () => {
    const socket = await server.agent(agent.token);
    const admin = await server.agent();
    expect((await watch(socket)).error).toBeUndefined();
    const heard = vi.fn();
    socket.on("conversation", heard);
    socket.on("message", heard);
    const told = nextHint(socket, "rights");
    const asked = Date.now();
    await setRole(["view contacts", "view tags"]);
    await told;
    expect(Date.now() - asked).toBeLessThan(1_000);

    const others = nextHint(admin, "conversation");
    await changeConversation("urgent");
    await others;
    await send("POST", `/api/conversations/${server.shop.conversation}/messages`, {
      clientId: crypto.randomUUID(),
      text: "Not for everybody",
    });
    // A hint of something they still see comes after those that they do not.
    const tag = nextHint(socket, "tag");
    await send("POST", "/api/crm/tags", { name: `after-${agents}` });
    await tag;
    expect(heard).not.toHaveBeenCalled();
    for (const call of ["conversation:watch", "messages:after", "message:read"]) {
      const place = { conversationId: server.shop.conversation, sequence: 0 };
      expect(await callAnything(socket, call, place)).toMatchObject({
        error: { code: "forbidden" },
      });
    }
  });

  test("hears of conversations again once it has it back", async () => {
    await setRole(["view tags"]);
    const socket = await server.agent(agent.token);
    expect(await watch(socket)).toMatchObject({ error: { code: "forbidden" } });
    const told = nextHint(socket, "rights");
    await setRole(permissions);
    await told;
    expect((await watch(socket)).error).toBeUndefined();
    const heard = nextHint(socket, "conversation");
    await changeConversation("low");
    await heard;
  });
});

test("a reply is refused as soon as the role has lost it", async () => {
  const socket = await server.agent(agent.token);
  const told = nextHint(socket, "rights");
  await setRole(["view conversations"]);
  await told;
  const reply = {
    clientId: crypto.randomUUID(),
    conversationId: server.shop.conversation,
    text: "Too late",
  };
  expect(await callAnything(socket, "message:send", reply)).toMatchObject({
    error: { code: "forbidden" },
  });
});

test("an agent who gets another role is told, others are not", async () => {
  const socket = await server.agent(agent.token);
  const other = await server.agent();
  const disturbed = vi.fn();
  other.on("rights", disturbed);
  const told = nextHint(socket, "rights");
  await send("PATCH", `/api/agents/${agent.id}`, { role: "agent" });
  await told;
  expect(disturbed).not.toHaveBeenCalled();
});

test("one whose role allows nothing may connect, and hears only of their own", async () => {
  await setRole([]);
  const socket = await server.agent(agent.token);
  const heard = vi.fn();
  socket.onAny(heard);
  await changeConversation("high");
  await send("POST", "/api/crm/tags", { name: `unheard-${agents}` });
  const told = nextHint(socket, "rights");
  await setRole(["view tags"]);
  await told;
  expect(heard.mock.calls.map(([hint]) => hint as string)).not.toContain("conversation");
  expect(heard.mock.calls.map(([hint]) => hint as string)).not.toContain("tag");
});

test("a deactivated agent's windows are cut within a second, and stay out", async () => {
  const socket = await server.agent(agent.token);
  const cut = vi.fn();
  socket.on("signedOut", cut);
  await send("PATCH", `/api/agents/${agent.id}`, { active: false });
  await vi.waitFor(() => expect(cut).toHaveBeenCalled(), soon);
  const refused: unknown = await server.agent(agent.token).catch((error: unknown) => error);
  expect((refused as ConnectionRefusal).data?.code).toBe("unauthenticated");
});
