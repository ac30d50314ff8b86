import { tagSources } from "@tagalong/shared/tags/tag-sources.ts";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { deskOf, openWorkspace, type OpenOptions } from "../support/workspace.ts";

let server: TestServer;
let browser: Browser;
let token: string;
let owner: pg.Client;

beforeAll(async () => {
  server = await startTestServer();
  browser = await launchChromium();
  token = await server.signIn();
  owner = new pg.Client(server.database.ownerUrl);
  await owner.connect();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser.close();
  await owner.end();
  await server.stop();
});

async function call<T>(method: string, path: string, body: unknown): Promise<T> {
  const answer = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  return (await answer.json()) as T;
}
const newTag = (name: string, more: object = {}) =>
  call<{ id: number }>("POST", "/api/crm/tags", { name, ...more });
const newContact = (name: string) =>
  call<{ id: number }>("POST", "/api/crm/contacts", { name }).then(({ id }) => id);

async function openContact(id: number, options: OpenOptions = {}): Promise<Page> {
  const page = await openWorkspace(browser, server, { path: `/contacts/${id}`, ...options });
  await deskOf(page).tags.waitFor();
  return page;
}

async function openPicker(page: Page) {
  const desk = deskOf(page);
  await desk.tags.getByRole("button", { name: /^(Add tag|Edit tags)$/ }).click();
  await desk.picker.waitFor();
  return desk;
}

test("Each tag says where it came from, whatever that was (T6)", async () => {
  const contact = await newContact("From everywhere");
  for (const [at, source] of Object.keys(tagSources).entries()) {
    const { id } = await newTag(`source ${at}`);
    await owner.query(
      `INSERT INTO tag_assignments (organization_id, contact_id, tag_id, source, actor_type)
       SELECT organization_id, id, $2, $3, 'system' FROM contacts WHERE id = $1`,
      [contact, id, source],
    );
    await owner.query("UPDATE contacts SET tag_ids = tag_ids || $2::integer WHERE id = $1", [
      contact,
      id,
    ]);
  }
  const desk = deskOf(await openContact(contact));
  for (const label of Object.values(tagSources)) {
    await desk.tags.getByText(label).first().waitFor();
  }
});

test("A picker offers only what fits its record, and what was chosen is offered no more (T2, T8)", async () => {
  await newTag("for contacts only", { scope: "contact" });
  await newTag("for conversations only", { scope: "conversation" });
  const desk = await openPicker(await openContact(await newContact("Picky")));
  await desk.picker.fill("only");
  await desk.option("for-contacts-only").waitFor();
  expect(await desk.option("for-conversations-only").count()).toBe(0);
  await desk.picker.press("Enter");
  await desk.tag("for-contacts-only").waitFor();
  await desk.tags.getByText("Tag added", { exact: true }).waitFor();
  await desk.picker.fill("only");
  await desk.option(/Create tag “only”/).waitFor();
  expect(await desk.option("for-contacts-only").count()).toBe(0);
});

test("The name that is created is shown before, and one that is too long is refused (T1, T8)", async () => {
  const desk = await openPicker(await openContact(await newContact("Namer")));
  await desk.picker.fill("  Brand NEW!! ");
  await desk.option("Create tag “brand-new”").waitFor();
  await desk.picker.fill("x".repeat(51));
  await desk.tags.getByText("A tag name holds at most 50 characters.").waitFor();
  expect(await desk.option(/Create tag/).count()).toBe(0);
  await desk.picker.fill("👩‍👩‍👧");
  await expect.poll(() => desk.option(/Create tag/).count()).toBe(0);
});

test("What the server refuses goes off again, and says why (T7, T8)", async () => {
  const { id: tag } = await newTag("soon gone");
  const page = await openContact(await newContact("Refused"));
  const desk = await openPicker(page);
  await desk.picker.fill("soon gone");
  await desk.option("soon-gone").waitFor();
  // Behind the window's back: its hint has not arrived yet when Enter is pressed.
  await owner.query("UPDATE tags SET deleted_at = now() WHERE id = $1", [tag]);
  await desk.picker.press("Enter");
  await desk.tags.getByText(/“soon-gone” was not added/).waitFor();
  await desk.tag("soon-gone").waitFor({ state: "detached" });
});

describe("with names as typed", () => {
  beforeAll(async () => {
    await call("PUT", "/api/crm/tags/naming", { tagNames: "as_typed" });
  });

  test("those with a prefix stand together (T8)", async () => {
    await newTag("Source: Facebook");
    await newTag("Source: Search");
    const desk = await openPicker(await openContact(await newContact("Prefixed")));
    const group = desk.tags.getByRole("group", { name: "Source" });
    await group.getByRole("option", { name: "Facebook" }).waitFor();
    await group.getByRole("option", { name: "Search" }).click();
    await desk.tag("Source: Search").waitFor();
  });

  test("another capital makes another tag, an emoji is a name (T1)", async () => {
    await newTag("Gold");
    const desk = await openPicker(await openContact(await newContact("Typed")));
    await desk.picker.fill("gold");
    await desk.tags.getByRole("option", { name: "Gold", exact: true }).waitFor();
    await desk.option("Create tag “gold”").waitFor();
    await desk.picker.fill("👩‍👩‍👧");
    await desk.option("Create tag “👩‍👩‍👧”").click();
    await desk.tag("👩‍👩‍👧").waitFor();
  });
});

test.each(["light", "dark"] as const)(
  "At 320 px the open picker fits, and axe finds nothing (%s)",
  async (colorScheme) => {
    const page = await openContact(await newContact("Narrow"), { width: 320, colorScheme });
    const desk = await openPicker(page);
    await desk.tags.getByRole("option").first().waitFor();
    const box = await desk.tags.getByRole("listbox", { name: "Tags" }).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
    expect(await axeViolations(page)).toEqual([]);
  },
);
