import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { complaintsOf, until } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { addManyContacts } from "../support/many-contacts.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { deskOf, openWorkspace, type OpenOptions } from "../support/workspace.ts";

const many = 3_000;

let server: TestServer;
let browser: Browser;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  await addManyContacts(server, many);
  browser = await launchChromium();
  token = await server.signIn();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function openContacts({ path = "/contacts", ...options }: OpenOptions = {}) {
  const page = await openWorkspace(browser, server, { path, ...options });
  await page.getByRole("grid").waitFor();
  return page;
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as T;
}

async function idOf(name: string): Promise<number> {
  const path = `/api/crm/contacts?q=${encodeURIComponent(name)}`;
  const { items } = await call<{ items: { id: number; name: string }[] }>("GET", path);
  return items.find((contact) => contact.name === name)?.id ?? 0;
}

async function tagId(name: string): Promise<number> {
  const tags = await call<{ id: number; name: string }[]>("GET", "/api/crm/tags");
  return tags.find((tag) => tag.name === name)?.id ?? 0;
}

const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
const search = (page: Page) => page.getByRole("searchbox", { name: "Search contacts" });
const panel = (page: Page) => page.getByRole("complementary", { name: "Contact", exact: true });
const panelOf = (page: Page, name: string) =>
  panel(page).getByRole("heading", { name, exact: true });
const count = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();
const address = (page: Page) => new URL(page.url()).searchParams;
const focusedName = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.querySelector(".contact-grid-name")?.textContent ?? "",
  );
const names = (page: Page) => page.locator(".contact-grid-name").allInnerTexts();

async function filterBy(page: Page, what: "tag" | "segment", name: string) {
  await page.getByRole("button", { name: `Filter by ${what}`, exact: true }).click();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
}

test("Filters narrow the list, stand in the address and outlive a reload and the back button (C2)", async () => {
  const page = await openContacts();
  const complaints = complaintsOf(page.context());
  await search(page).fill("person");
  await count(page, "3,000 contacts");
  await filterBy(page, "tag", "many-8");
  await count(page, "300 contacts");
  const active = page.getByRole("group", { name: "Active filters" });
  await active.getByText("many-8").waitFor();
  expect(address(page).get("q")).toBe("person");
  expect(address(page).getAll("tag")).toEqual([String(await tagId("many-8"))]);

  await page.reload();
  await count(page, "300 contacts");
  expect(await search(page).inputValue()).toBe("person");
  await filterBy(page, "segment", "VIP");
  await page.getByText("No contacts match these filters.").waitFor();
  await page.goBack();
  await row(page, "Person 10").waitFor();
  await active.getByRole("button", { name: "Remove the tag filter" }).click();
  await count(page, "3,000 contacts");
  await active.getByRole("button", { name: "Clear all" }).click();
  await row(page, "Ada Demo").waitFor();
  expect(await search(page).inputValue()).toBe("");
  expect(page.url()).toBe(`${server.baseUrl}/admin/contacts`);
  expect(complaints).toEqual([]);
});

test("Any criteria are a filter, said as a sentence that opens the builder again (C2)", async () => {
  const german = { all: [{ field: "contact.country", operator: "equals", value: "DE" }] };
  const path = `/contacts?criteria=${encodeURIComponent(JSON.stringify(german))}`;
  const page = await openContacts({ path });
  const active = page.getByRole("group", { name: "Active filters" });
  const { count: matching } = await call<{ count: number }>(
    "GET",
    `/api/crm/contacts/count?criteria=${encodeURIComponent(JSON.stringify(german))}`,
  );
  await count(page, `${matching} contacts`);
  await active.getByRole("button", { name: /country/i }).click();
  const dialog = page.getByRole("dialog", { name: "Filter contacts" });
  await dialog.getByRole("button", { name: "Apply" }).waitFor();
  await page.keyboard.press("Escape");
  await active.getByRole("button", { name: "Remove the criteria" }).click();
  await row(page, "Ada Demo").waitFor();
});

test("Columns are chosen, remembered and shared by the address; heads sort (C2)", async () => {
  const page = await openContacts();
  const heads = () => page.getByRole("columnheader").allInnerTexts();
  const five = ["", "Phone", "Display name", "Tags", "First seen", "Last seen"];
  expect((await heads()).map((head) => head.trim())).toEqual(five);
  await page.getByRole("button", { name: /^Display:/ }).click();
  await page.getByRole("checkbox", { name: "Plan" }).check();
  await page.getByRole("checkbox", { name: "Email" }).check();
  await page.getByRole("checkbox", { name: "First seen" }).uncheck();
  await page.keyboard.press("Escape");
  await row(page, "Leila Demo").getByText("enterprise", { exact: true }).last().waitFor();
  const chosen = "phone,name,tags,lastSeen,property.plan_tier,email";
  expect(address(page).get("columns")).toBe(chosen);
  await page.goto(`${server.baseUrl}/admin/contacts`);
  await page.getByRole("columnheader", { name: "Plan" }).waitFor();
  await page.goto(`${server.baseUrl}/admin/contacts?columns=name,company`);
  await page.getByRole("columnheader", { name: "Company" }).waitFor();
  expect(await page.getByRole("columnheader", { name: "Plan" }).count()).toBe(0);

  const head = page.getByRole("columnheader", { name: "Display name" });
  await head.getByRole("button").click();
  await until(async () => (await head.getAttribute("aria-sort")) === "ascending", "names ascend");
  await row(page, "Ada Demo").waitFor();
  await head.getByRole("button").click();
  await until(async () => (await head.getAttribute("aria-sort")) === "descending", "and descend");
  await until(async () => !(await names(page)).includes("Ada Demo"), "Ada is at the far end");
  expect(address(page).get("direction")).toBe("desc");
});

test("Six chips and +N, which tells the rest to pointer and keyboard (C2)", async () => {
  const page = await openContacts({ path: "/contacts?q=Person%2010&sort=name&direction=asc" });
  const ten = row(page, "Person 10");
  await ten.waitFor();
  expect(await ten.locator(".tag-chip").allInnerTexts()).toEqual(
    [1, 2, 3, 4, 5, 6].map((number) => `many-${number}`),
  );
  const more = ten.getByRole("button", { name: "2 more tags: many-7, many-8" });
  await more.hover();
  await page.getByRole("tooltip").getByText("many-8").waitFor();
  await page.mouse.move(2, 2);
  await page.getByRole("tooltip").waitFor({ state: "detached" });
  await ten.focus();
  for (let tab = 0; tab < 3; tab++) await page.keyboard.press("Tab");
  await page.getByRole("tooltip").getByText("many-7").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("tooltip").waitFor({ state: "detached" });
});

test("Thousands of contacts scroll with few rows on the page, to the very last (C2)", async () => {
  const page = await openContacts({ path: "/contacts?q=person" });
  const grid = page.getByRole("grid");
  await row(page, "Person 1").waitFor();
  let most = 0;
  await until(async () => {
    most = Math.max(most, await page.getByRole("row").count());
    await grid.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    return (await names(page)).includes(`Person ${many}`);
  }, "the last contact is reached");
  expect(most).toBeLessThan(80);
  expect(await page.locator("*").count()).toBeLessThan(2_500);
  const last = await row(page, `Person ${many}`).getAttribute("aria-rowindex");
  expect(Number(last)).toBe(many + 1);
  await page.getByRole("columnheader", { name: "Phone" }).waitFor();

  // A contact's own page leads back to where the list was left.
  await grid.evaluate((element) => element.scrollTo({ top: 40_000 }));
  await row(page, "Person 1005").click();
  await panel(page).getByRole("link", { name: "Open on its own page" }).click();
  await page.getByRole("link", { name: "All contacts" }).click();
  await row(page, "Person 1005").waitFor();
  expect(await search(page).inputValue()).toBe("person");
});

test("Rows are checked one by one, as a range, or all that match (T9)", async () => {
  const page = await openContacts({ path: "/contacts?q=person" });
  const check = (name: string) => page.getByRole("checkbox", { name, exact: true });
  await check("Check Person 2").click();
  await check("Check Person 5").click({ modifiers: ["Shift"] });
  await count(page, "4 contacts checked");
  await check("Check Person 3").click();
  await count(page, "3 contacts checked");
  await page.getByRole("button", { name: "Check all 3,000 matching" }).click();
  await count(page, "All 3,000 contacts checked");
  expect(await check("Check Person 9").isChecked()).toBe(true);
  await page.getByRole("button", { name: "Uncheck all" }).click();
  await page.getByRole("group", { name: "Checked contacts" }).waitFor({ state: "detached" });
});

test("A row opens the contact beside the list, and the address keeps it (C2, C3)", async () => {
  const page = await openContacts();
  await row(page, "Leila Demo").click();
  await panelOf(page, "Leila Demo").waitFor();
  const sections = ["Tags", "Segments", "Details", "Conversations of the contact", "Timeline"];
  for (const section of sections) {
    await panel(page).getByRole("region", { name: section, exact: true }).waitFor();
  }
  const id = String(await idOf("Leila Demo"));
  expect(address(page).get("contact")).toBe(id);
  await page.reload();
  await panelOf(page, "Leila Demo").waitFor();
  await panel(page).getByRole("button", { name: "Next contact" }).click();
  await panelOf(page, "Leila Demo").waitFor({ state: "detached" });
  await page.goBack();
  await panel(page).waitFor({ state: "detached" });

  await row(page, "Leila Demo").click();
  await panel(page).getByRole("link", { name: "Open on its own page" }).click();
  await page.getByRole("heading", { level: 1, name: "Leila Demo" }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/admin/contacts/${id}`);
});

test("By keyboard alone: walk, check, open, tag, go on, close (C2, T8)", async () => {
  const page = await openContacts({ path: "/contacts?q=person" });
  await row(page, "Person 1").waitFor();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const at = (name: string) =>
    until(async () => (await focusedName(page)) === name, `the focus is on ${name}`);
  await press("j");
  await at("Person 1");
  await press("j", "ArrowDown");
  await at("Person 3");
  await press("x");
  await count(page, "1 contact checked");
  await press("Shift+ArrowDown", "Shift+ArrowDown");
  await count(page, "3 contacts checked");
  await press(" ");
  await count(page, "2 contacts checked");
  await press("k");
  await at("Person 4");

  await press("Enter");
  await panelOf(page, "Person 4").waitFor();
  await press("ArrowDown");
  await panelOf(page, "Person 5").waitFor();
  await at("Person 5");
  await press("t");
  await panel(page).getByRole("combobox").waitFor();
  await page.keyboard.type("many-2");
  await press("Enter");
  await panel(page)
    .getByText(/^Tag added/)
    .first()
    .waitFor();
  await row(page, "Person 5").getByText("many-2").waitFor();
  await press("Escape");
  await panel(page).getByRole("combobox").waitFor({ state: "detached" });
  expect(await panel(page).count()).toBe(1);
  await press("Escape");
  await panel(page).waitFor({ state: "detached" });
  await at("Person 5");
  await press("End");
  await until(async () => (await focusedName(page)) !== "Person 5", "End goes on");
  await press("Home");
  await at("Person 1");
});

test("What another window changes shows in its row and in the open panel, and nothing moves (T4)", async () => {
  const page = await openContacts({ path: "/contacts?q=person" });
  await row(page, "Person 4").click();
  await panelOf(page, "Person 4").waitFor();
  const before = await names(page);
  const other = await openWorkspace(browser, server, {
    path: `/contacts/${await idOf("Person 4")}`,
    email: server.agents[1]?.email,
  });
  await deskOf(other).tags.waitFor();
  await deskOf(other).addTag("many-3");
  await row(page, "Person 4").getByText("many-3").waitFor();
  await deskOf(panel(page) as unknown as Page)
    .tag("many-3")
    .waitFor();
  expect(await names(page)).toEqual(before);

  // Who is new is counted at once and shown when asked for: no row moves under the pointer.
  await call("POST", "/api/crm/contacts", { name: "Person just added" });
  await count(page, "3,001 contacts");
  expect(await names(page)).toEqual(before);
  await page.getByRole("button", { name: "Show changes" }).click();
  await until(
    async () => (await page.getByRole("button", { name: "Show changes" }).count()) === 0,
    "the list is current",
  );

  await call("PATCH", `/api/crm/tags/${await tagId("many-3")}`, { color: "brown" });
  await row(page, "Person 4").locator(".tag-color-brown").first().waitFor();
});
