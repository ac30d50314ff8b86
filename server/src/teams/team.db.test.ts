import type { Agent, CreatedInvitation } from "@tagalong/shared/contracts/team.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addAgent, addRole } from "../../../test/support/agents.ts";
import {
  addOrganization,
  everythingStored,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { startTestApi, type TestApi } from "../../../test/support/test-api.ts";

let api: TestApi;
let mine: SampleOrganization;
let organizations = 0;

beforeAll(async () => {
  api = await startTestApi();
});

beforeEach(async () => {
  mine = await addOrganization(api.owner, `Shop${organizations++}`);
});

afterAll(() => api.close());

const call = (method: string, path: string, body?: unknown, token = mine.adminToken) =>
  api.call(method, path, { token, ...(body === undefined ? {} : { body }) });
const invite = async (email: string, more: object = {}) =>
  (await call("POST", "/api/invitations", { email, ...more })).body as CreatedInvitation;
const signIn = async (email: string, password: string) =>
  api.call("POST", "/api/auth/sign-in/email", { body: { email, password } });
const change = (id: number, body: object, token?: string) =>
  call("PATCH", `/api/agents/${id}`, body, token);
const kinds = async () => {
  const { rows } = await api.owner.query<{ kind: string }>(
    "SELECT kind FROM events WHERE organization_id = $1 ORDER BY id",
    [mine.id],
  );
  return rows.map(({ kind }) => kind);
};

describe("an invitation", () => {
  test("is a link by which one person joins, once, and then signs in", async () => {
    const email = `ada${mine.id}@example.com`;
    const { token, ...invited } = await invite(email.toUpperCase(), {
      name: "Ada",
      role: mine.role,
      title: "Helper",
    });
    expect(invited).toMatchObject({ email, invitedBy: mine.admin.actor.name });
    const found = await api.call("POST", "/api/invitations/find", { body: { token } });
    expect(found.body).toMatchObject({
      email,
      name: "Ada",
      organization: expect.any(String) as string,
    });
    const accept = () =>
      api.call("POST", "/api/invitations/accept", {
        body: { token, name: "Ada Example", password: "a long password" },
      });
    expect(await accept()).toMatchObject({ status: 201, body: { email } });
    expect((await accept()).status).toBe(404);
    const session = (await signIn(email, "a long password")).headers.get("set-auth-token");
    const me = await api.call("GET", "/api/me", { token: session ?? "" });
    expect(me.body).toMatchObject({
      agent: { name: "Ada Example", role: "agent" },
      permissions: ["view contacts"],
    });
    const agents = (await call("GET", "/api/agents")).body as Agent[];
    expect(agents).toContainEqual(
      expect.objectContaining({ email, title: "Helper", role: mine.role }),
    );
    expect(await kinds()).toEqual(["agent.invited", "agent.joined"]);
  });

  test("of the same email again ends the first link", async () => {
    const first = await invite("again@example.com");
    const second = await invite("again@example.com", { role: "admin" });
    expect(second.id).toBe(first.id);
    const find = async (token: string) =>
      (await api.call("POST", "/api/invitations/find", { body: { token } })).status;
    expect(await find(first.token)).toBe(404);
    expect(await find(second.token)).toBe(200);
    expect((await call("DELETE", `/api/invitations/${second.id}`)).status).toBe(204);
    expect(await find(second.token)).toBe(404);
  });

  test("expires, is stored hashed, and lets in nobody who is here already", async () => {
    const { id, token } = await invite("late@example.com");
    const { rows } = await api.owner.query<{ all: string }>(
      "SELECT string_agg(t::text, ' ') AS all FROM invitations t",
    );
    expect(rows[0]?.all).not.toContain(token.split("_")[2]);
    await api.owner.query("UPDATE invitations SET expires_at = now() WHERE id = $1", [id]);
    expect(await api.call("POST", "/api/invitations/find", { body: { token } })).toMatchObject({
      status: 401,
      body: { error: { code: "token_expired" } },
    });
    const taken = await call("POST", "/api/invitations", {
      email: `agent@shop${organizations - 1}.example`,
    });
    expect(taken).toMatchObject({ status: 409, body: { error: { code: "already_here" } } });
  });

  test("of somebody who signs in elsewhere is refused to them alone, and nothing changes", async () => {
    const other = await addOrganization(api.owner, `Elsewhere${organizations++}`);
    const { token } = await invite("both@example.com");
    await api.owner.query(
      `UPDATE auth."user" SET email = 'both@example.com' WHERE "organizationId" = $1`,
      [other.id],
    );
    const before = await everythingStored(api.owner);
    const answer = await api.call("POST", "/api/invitations/accept", {
      body: { token, name: "Both", password: "a long password" },
    });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: "already_here" } } });
    expect(await everythingStored(api.owner)).toBe(before);
  });

  test.each([
    [{ email: "no address" }, 400, "email"],
    [{ email: "a@example.com", role: "owner" }, 400, "role"],
    [{ email: "a@example.com", role: 999_999 }, 404, undefined],
  ])("%j is refused", async (body, status, path) => {
    const before = await everythingStored(api.owner, mine.id);
    const answer = await call("POST", "/api/invitations", body);
    expect(answer.status).toBe(status);
    expect((answer.body as { error: { path?: string } }).error.path).toBe(path);
    expect(await everythingStored(api.owner, mine.id)).toBe(before);
  });

  test("gives no more than the inviter holds", async () => {
    const roleId = await addRole(api.owner, mine.id, "Leads", ["manage team", "view team"]);
    const { token } = await addAgent(api.owner, mine.id, "Lead", { roleId });
    const answer = await call("POST", "/api/invitations", { email: "x@example.com" }, token);
    expect(answer).toMatchObject({ status: 403, body: { error: { path: "role" } } });
  });
});

describe("an agent who is deactivated", () => {
  test("is signed out everywhere, cannot sign in, keeps what is theirs, and comes back", async () => {
    const { id, token } = await addAgent(api.owner, mine.id, "Leaver", { role: "agent" });
    await api.owner.query("UPDATE contacts SET owner_id = $1 WHERE id = $2", [id, mine.contact]);
    await api.owner.query("UPDATE conversations SET assignee_id = $1 WHERE id = $2", [
      id,
      mine.conversation,
    ]);
    expect((await change(id, { active: false })).body).toMatchObject({
      deactivatedAt: expect.any(String) as string,
    });
    expect((await call("GET", "/api/me", undefined, token)).status).toBe(401);
    const conversation = await call("GET", `/api/conversations/${mine.conversation}`);
    expect(conversation.body).toMatchObject({ assignee: { id, name: "Leaver" } });
    const owned = await api.owner.query("SELECT FROM contacts WHERE owner_id = $1", [id]);
    expect(owned.rowCount).toBe(1);
    const names = (await call("GET", "/api/teammates")).body as { name: string }[];
    expect(names.map(({ name }) => name)).not.toContain("Leaver");

    expect((await change(id, { active: true })).body).toMatchObject({ deactivatedAt: null });
    expect(await kinds()).toEqual(["agent.deactivated", "agent.reactivated"]);
  });

  test("is given no conversation", async () => {
    const { id } = await addAgent(api.owner, mine.id, "Leaver", { role: "agent" });
    await change(id, { active: false });
    const answer = await call("PATCH", `/api/conversations/${mine.conversation}`, {
      assigneeId: id,
    });
    expect(answer).toMatchObject({ status: 422, body: { error: { path: "assigneeId" } } });
  });

  test("cannot sign in", async () => {
    const email = `gone${mine.id}@example.com`;
    const { token } = await invite(email);
    await api.call("POST", "/api/invitations/accept", {
      body: { token, name: "Gone", password: "a long password" },
    });
    const agents = (await call("GET", "/api/agents")).body as Agent[];
    await change(agents.find((agent) => agent.email === email)?.id ?? 0, { active: false });
    const answer = await signIn(email, "a long password");
    expect(answer).toMatchObject({
      status: 401,
      body: { error: { code: "unauthenticated" } },
    });
    expect(answer.headers.get("set-auth-token")).toBeNull();
  });
});

describe("the last admin", () => {
  test("keeps the role, also when two admins take it from each other at once", async () => {
    const own = mine.admin.actor.id;
    expect(await change(own, { role: "agent" })).toMatchObject({
      status: 409,
      body: { error: { code: "last_admin", path: "role" } },
    });
    const second = await addAgent(api.owner, mine.id, "Second", { role: "admin" });
    const answers = await Promise.all([
      change(second.id, { role: "agent" }),
      change(own, { role: "agent" }, second.token),
    ]);
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThan(2);
    const agents = (await call("GET", "/api/agents")).body as Agent[];
    expect(agents.filter(({ role }) => role === "admin")).toHaveLength(1);
  });
});

test("what is already so leaves no event", async () => {
  const { id } = mine.agent.actor;
  await change(id, { role: "agent", title: "", active: true });
  expect(await kinds()).toEqual([]);
  await change(id, { title: "Senior agent", capacity: 3, role: mine.role });
  expect(await kinds()).toEqual(["agent.updated"]);
});
