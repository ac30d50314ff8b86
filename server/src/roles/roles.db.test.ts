import type { RoleEntry } from "@tagalong/shared/contracts/role.ts";
import { permissions, rolePermissions } from "@tagalong/shared/permissions.ts";
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
const list = async () => (await call("GET", "/api/roles")).body as RoleEntry[];
const create = async (name: string, held: readonly string[]) =>
  (await call("POST", "/api/roles", { name, permissions: held })).body as RoleEntry & {
    id: number;
  };
const permissionsOf = async (token: string) =>
  ((await call("GET", "/api/me", undefined, token)).body as { permissions: string[] }).permissions;
const lastEvent = async () => {
  const { rows } = await api.owner.query(
    "SELECT kind, actor_id, data FROM events WHERE organization_id = $1 ORDER BY id DESC LIMIT 1",
    [mine.id],
  );
  return rows[0] as unknown;
};

describe("roles (S8)", () => {
  test("begin with the built-in two, which are fixed and counted", async () => {
    const [admin, agent] = await list();
    expect(admin).toMatchObject({ id: "admin", builtIn: true, agents: 1 });
    expect(admin?.permissions).toEqual(permissions);
    // One agent and one invitation.
    expect(agent).toMatchObject({ id: "agent", builtIn: true, agents: 2 });
    expect(agent?.permissions).toEqual(rolePermissions.agent);
    expect((await call("PATCH", "/api/roles/admin", { name: "Boss" })).status).toBe(404);
    expect((await call("DELETE", "/api/roles/agent")).status).toBe(404);
  });

  test("of the organization's own hold what they name and what that implies", async () => {
    const { id, ...role } = await create(" Tag keepers ", ["manage tags"]);
    expect(role).toMatchObject({
      name: "Tag keepers",
      permissions: ["view tags", "create tags", "manage tags"],
      agents: 0,
    });
    const keeper = await addAgent(api.owner, mine.id, "Keeper", { roleId: id });
    expect(await permissionsOf(keeper.token)).toEqual(role.permissions);
    expect((await call("GET", "/api/crm/contacts", undefined, keeper.token)).status).toBe(403);
    expect((await call("GET", "/api/crm/tags", undefined, keeper.token)).status).toBe(200);
    expect(await lastEvent()).toMatchObject({
      kind: "role.created",
      actor_id: String(mine.admin.actor.id),
      data: { name: "Tag keepers" },
    });
  });

  test.each([
    ["Admin", 409, "name_taken"],
    ["keepers", 409, "name_taken"],
    ["\u200B ", 400, "invalid_request"],
    ["x".repeat(51), 400, "invalid_request"],
  ])("may not be called %j", async (name, status, code) => {
    await create("Keepers", []);
    const before = await everythingStored(api.owner, mine.id);
    const answer = await call("POST", "/api/roles", { name, permissions: [] });
    expect(answer).toMatchObject({ status, body: { error: { code, path: "name" } } });
    expect(await everythingStored(api.owner, mine.id)).toBe(before);
  });

  test("take effect at once when they change, and say what was added and removed", async () => {
    const { id } = await create("Keepers", ["manage tags"]);
    const keeper = await addAgent(api.owner, mine.id, "Keeper", { roleId: id });
    const change = { permissions: ["view tags", "view contacts"] };
    expect((await call("PATCH", `/api/roles/${id}`, change)).body).toMatchObject({
      permissions: ["view contacts", "view tags"],
      agents: 1,
    });
    expect(await permissionsOf(keeper.token)).toEqual(["view contacts", "view tags"]);
    expect(await lastEvent()).toMatchObject({
      kind: "role.updated",
      data: { added: ["view contacts"], removed: ["create tags", "manage tags"] },
    });
    expect(api.hints).toContainEqual(["settingsChanged", mine.id, "roles"]);
  });

  test("give their agents' tags the source Manual (agent), whatever they allow (T6)", async () => {
    const { id } = await create("All", permissions);
    const almost = await addAgent(api.owner, mine.id, "Almost", { roleId: id });
    const path = `/api/crm/contacts/${mine.contact}/tags`;
    const { body } = await call("POST", path, { tag_id: mine.tags.both }, almost.token);
    expect(body).toMatchObject({ assignments: [{ sourceLabel: "Manual (agent)" }] });
  });
});

describe("nobody gives what they do not hold", () => {
  test("neither in a new role nor in an old one; what stands there may stay", async () => {
    const held = ["manage roles", "view tags", "view team"] as const;
    const roleId = await addRole(api.owner, mine.id, "Role makers", held);
    const { token } = await addAgent(api.owner, mine.id, "Maker", { roleId });
    const refused = await call(
      "POST",
      "/api/roles",
      { name: "More", permissions: ["manage tags"] },
      token,
    );
    expect(refused).toMatchObject({
      status: 403,
      body: { error: { code: "forbidden", path: "permissions" } },
    });
    const own = { permissions: [...held, "view contacts"] };
    expect((await call("PATCH", `/api/roles/${roleId}`, own, token)).status).toBe(403);
    expect(await permissionsOf(token)).not.toContain("view contacts");
    // The sample's helpers hold "view contacts" already.
    const kept = { permissions: ["view contacts", "view tags"] };
    expect((await call("PATCH", `/api/roles/${mine.role}`, kept, token)).status).toBe(200);
  });
});

describe("a role that is deleted", () => {
  test("goes at once when nobody has it", async () => {
    expect((await call("DELETE", `/api/roles/${mine.role}`)).status).toBe(204);
    expect((await list()).map(({ id }) => id)).toEqual(["admin", "agent"]);
  });

  test("needs to say what those who have it get instead", async () => {
    const { id } = await create("Keepers", ["manage tags"]);
    const keeper = await addAgent(api.owner, mine.id, "Keeper", { roleId: id });
    const before = await everythingStored(api.owner, mine.id);
    const refusals: [string, number, string][] = [
      ["", 409, "role_in_use"],
      [`?replacement=${id}`, 422, "invalid_value"],
      ["?replacement=999999", 404, "not_found"],
    ];
    for (const [query, status, code] of refusals) {
      const answer = await call("DELETE", `/api/roles/${id}${query}`);
      expect(answer).toMatchObject({ status, body: { error: { code } } });
    }
    expect(await everythingStored(api.owner, mine.id)).toBe(before);
    expect((await call("DELETE", `/api/roles/${id}?replacement=${mine.role}`)).status).toBe(204);
    expect(await permissionsOf(keeper.token)).toEqual(["view contacts"]);
    expect(await lastEvent()).toMatchObject({
      kind: "role.deleted",
      data: { name: "Keepers", replacement: expect.stringContaining("helpers") as string },
    });
  });

  test("is not the way to a higher one", async () => {
    const { id } = await create("Low", ["view tags"]);
    await addAgent(api.owner, mine.id, "Friend", { roleId: id });
    const held = ["manage roles", "view tags"] as const;
    const roleId = await addRole(api.owner, mine.id, "Role makers", held);
    const { token } = await addAgent(api.owner, mine.id, "Maker", { roleId });
    const answer = await call("DELETE", `/api/roles/${id}?replacement=admin`, undefined, token);
    expect(answer.status).toBe(403);
  });
});
