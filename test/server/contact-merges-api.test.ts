import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addApiToken,
  addContact,
  addOrganization,
  everythingStored,
  type SampleOrganization,
} from "../support/sample-organization.ts";
import { startTestApi, type TestApi } from "../support/test-api.ts";

let api: TestApi;
let shop: SampleOrganization;

beforeAll(async () => {
  api = await startTestApi();
  shop = await addOrganization(api.owner, "Shop");
});

afterAll(() => api.close());

const add = (name: string) => addContact(api.owner, shop.id, name);
const call = (method: string, path: string, body?: unknown, token = shop.apiToken) =>
  api.call(method, `/api/crm/contacts/${path}`, { token, body });

test("A contact is merged into another, its number leads there, and undoing brings it back", async () => {
  const [one, other] = [await add("One"), await add("Other")];
  const merged = await call("POST", `${one}/merge`, { intoId: other });
  expect(merged).toMatchObject({
    status: 200,
    body: { absorbedId: one, contact: { id: other, name: "Other" }, leftOut: [] },
  });
  const { mergeId } = merged.body as { mergeId: number };
  for (const gone of [
    await call("GET", `${one}`),
    await call("GET", `${one}/timeline`),
    await call("GET", `${one}/duplicates`),
    await call("POST", `${one}/tags`, { tag_id: shop.tags.both }),
    await call("POST", `${one}/merge`, { otherId: other }),
    await call("POST", `${one}/merges/${mergeId}/undo`),
    await call("DELETE", `${one}`),
  ]) {
    expect(gone).toMatchObject({
      status: 404,
      body: {
        error: {
          code: "contact_merged",
          message: `This contact was merged into contact ${other}.`,
          path: "id",
          mergedInto: other,
        },
      },
    });
  }
  const undone = await call("POST", `${other}/merges/${mergeId}/undo`);
  expect(undone).toMatchObject({
    status: 200,
    body: { contact: { id: other }, restored: { id: one, name: "One" } },
  });
  expect((await call("GET", `${one}`)).status).toBe(200);
  expect(await call("POST", `${other}/merges/${mergeId}/undo`)).toMatchObject({
    status: 409,
    body: { error: { code: "conflict" } },
  });
});

test("An erased contact is nowhere, and nothing can be done with it", async () => {
  const id = await add("Gone");
  expect(await call("DELETE", `${id}`)).toMatchObject({
    status: 200,
    body: { id, conversations: 0, messages: 0 },
  });
  for (const path of [`${id}`, `${id}/timeline`, `${id}/duplicates`]) {
    expect(await call("GET", path)).toMatchObject({
      status: 404,
      body: { error: { code: "not_found", message: "There is no such contact." } },
    });
  }
  expect((await call("DELETE", `${id}`)).status).toBe(404);
});

test("Merging takes “manage contacts”, erasing “erase contacts”; built-in agents may not erase", async () => {
  const [one, other] = [await add("Kept"), await add("Kept too")];
  const { secret: looks } = await addApiToken(api.owner, shop.id, ["view contacts"]);
  const { secret: manages } = await addApiToken(api.owner, shop.id, ["manage contacts"]);
  const before = await everythingStored(api.owner);
  for (const answer of [
    await call("POST", `${one}/merge`, { otherId: other }, looks),
    await call("POST", `${one}/merges/1/undo`, undefined, looks),
    await call("GET", `${one}/merge?other=${other}`, undefined, looks),
    await call("DELETE", `${one}`, undefined, looks),
    await call("DELETE", `${one}`, undefined, manages),
  ]) {
    expect(answer).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
  }
  expect(await everythingStored(api.owner)).toBe(before);
  expect(shop.agent.permissions.has("manage contacts")).toBe(true);
  expect(shop.agent.permissions.has("erase contacts")).toBe(false);
  expect(shop.admin.permissions.has("erase contacts")).toBe(true);
});

test("A merge that nobody can mean is refused, and changes nothing", async () => {
  const [one, other] = [await add("Still here"), await add("Here too")];
  const before = await everythingStored(api.owner);
  for (const body of [
    {},
    [],
    { otherId: other, intoId: other },
    { otherId: String(other) },
    { otherId: 0 },
    { otherId: 1.5 },
    { otherId: other, fields: { name: "other" } },
    { otherId: other, fields: [] },
    { otherId: other, fields: { ["x".repeat(101)]: "kept" } },
    { otherId: other, more: true },
  ]) {
    const { status, body: answer } = await call("POST", `${one}/merge`, body);
    expect([JSON.stringify(body), status]).toEqual([JSON.stringify(body), 400]);
    expect(answer).toMatchObject({ error: { code: "invalid_request" } });
  }
  for (const field of ["__proto__", "nothing", "properties.", "properties.nothing", "id"]) {
    const fields = JSON.parse(`{"${field}": "kept"}`) as object;
    const { status } = await call("POST", `${one}/merge`, { otherId: other, fields });
    expect([field, status >= 400 && status < 500]).toEqual([field, true]);
  }
  expect((await call("GET", `${one}/merge`)).status).toBe(400);
  expect((await call("GET", `${one}/merge?other=x`)).status).toBe(400);
  expect(await everythingStored(api.owner)).toBe(before);
});
