import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { chatOf, complaintsOf, until } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { deskOf, openShop, openWorkspace, type OpenOptions } from "../support/workspace.ts";

let server: TestServer;
let browser: Browser;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
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

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as T;
}

let made = 0;

/** Two of one person, typed in twice: the same email, another company, a phone on one only. */
async function addTwins(name: string): Promise<{ id: number; twin: number; email: string }> {
  const email = `twin-${++made}@demo.example`;
  const one = { name, email, company: "Sample Studio", country: "DE" };
  const other = { name: `${name} (2)`, email, company: "Example Labs", phone: "+493012345678" };
  const { id } = await call<{ id: number }>("POST", "/api/crm/contacts", one);
  const { id: twin } = await call<{ id: number }>("POST", "/api/crm/contacts", other);
  const { id: tag } = await call<{ id: number }>("POST", "/api/crm/tags", { name: `twin ${made}` });
  await call("POST", `/api/crm/contacts/${twin}/tags`, { tag_id: tag });
  return { id, twin, email };
}

const openContact = (id: number, options: OpenOptions = {}) =>
  openWorkspace(browser, server, { path: `/contacts/${id}`, ...options });

const heading = (page: Page, name: string) =>
  page.getByRole("heading", { level: 1, name, exact: true });
const timeline = (page: Page) => page.getByRole("region", { name: "Timeline" });
const mergeDialog = (page: Page) => page.getByRole("dialog", { name: "Merge contacts" });

async function act(page: Page, action: string) {
  await page.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("Duplicates are merged field by field; the other window follows, and undoing parts them again (C6)", async () => {
  const { id, twin } = await addTwins("Robin Double");
  const page = await openContact(id);
  const complaints = complaintsOf(page.context());
  const other = await openContact(twin, { email: server.agents[1]?.email });
  await heading(other, "Robin Double (2)").waitFor();

  await act(page, "Merge…");
  const dialog = mergeDialog(page);
  await dialog.getByText("Same email").waitFor();
  await dialog.getByRole("button", { name: /Robin Double \(2\)/ }).click();
  const company = dialog.getByRole("group", { name: "Company" });
  await company.getByRole("radio", { name: /Sample Studio/ }).waitFor();
  expect(await company.getByRole("radio", { name: /Sample Studio/ }).isChecked()).toBe(true);
  await company.getByRole("radio", { name: /Example Labs/ }).check();
  // Only one has a phone: it fills the other's, and there is nothing to choose.
  const phone = dialog.getByRole("group", { name: "Phone" });
  expect(await phone.getByRole("radio").count()).toBe(0);
  await dialog.getByText(`twin-${made}`).waitFor();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();

  const details = page.getByRole("region", { name: "Details" });
  await details.getByText("Example Labs").waitFor();
  await deskOf(page).tag(`twin-${made}`).waitFor();
  await timeline(page).getByText("with Robin Double (2)").waitFor();
  // Whoever looked at the other one looks at the one now.
  await heading(other, "Robin Double").waitFor();
  expect(new URL(other.url()).pathname).toBe(`/admin/contacts/${id}`);

  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await page.locator(".toast").getByText("Merge undone: “Robin Double (2)” is back").waitFor();
  await details.getByText("Sample Studio").waitFor();
  await deskOf(page).tag(`twin-${made}`).waitFor({ state: "detached" });
  await other.goto(`${server.baseUrl}/admin/contacts/${twin}`);
  await heading(other, "Robin Double (2)").waitFor();
  await deskOf(other).tag(`twin-${made}`).waitFor();
  expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
});

test("A merge is undone from the timeline, long after the toast is gone", async () => {
  const { id, twin } = await addTwins("Kim Double");
  await call("POST", `/api/crm/contacts/${id}/merge`, { otherId: twin });
  const page = await openContact(id);
  await timeline(page)
    .getByRole("button", { name: /^Undo merge with Kim Double \(2\)/ })
    .click();
  await page.locator(".toast").getByText("Merge undone: “Kim Double (2)” is back").waitFor();
  await timeline(page).getByText("Merge undone").waitFor();
  await timeline(page)
    .getByRole("button", { name: /^Undo merge/ })
    .waitFor({ state: "detached" });
});

test("Everything goes by keyboard alone: the menu, the search, the choice, the merge", async () => {
  const { id } = await addTwins("Sascha Double");
  const page = await openContact(id);
  await heading(page, "Sascha Double").waitFor();
  const menu = page.getByRole("button", { name: /^Actions for / });
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Merge…" }).waitFor();
  await until(
    () =>
      page
        .getByRole("menuitem", { name: "Merge…" })
        .evaluate((item) => item.hasAttribute("data-highlighted")),
    "the first action is highlighted",
  );
  await page.keyboard.press("Enter");
  const dialog = mergeDialog(page);
  await dialog.getByRole("searchbox").waitFor();
  await page.keyboard.type("Sascha Double (2)");
  const row = dialog.getByRole("region", { name: "Found" }).getByRole("button");
  await row.waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const swap = dialog.getByRole("button", { name: "Swap" });
  await swap.waitFor();
  await dialog.getByRole("group", { name: "Name" }).waitFor();
  await swap.focus();
  await page.keyboard.press("Enter");
  await dialog.getByText("Sascha Double (2)").first().waitFor();
  const name = dialog.getByRole("group", { name: "Name" });
  await name.getByRole("radio", { checked: true }).focus();
  await page.keyboard.press("ArrowDown");
  expect(await name.getByRole("radio", { name: /^Sascha Double\s+of/ }).isChecked()).toBe(true);
  await dialog.getByRole("button", { name: "Merge", exact: true }).focus();
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  // The page's own contact became part of the other one, which has its name now.
  await heading(page, "Sascha Double").waitFor();
  await until(() => !page.url().endsWith(`/${id}`), "the page follows to the contact that stays");
});

test("An open chat goes on undisturbed while its contact is merged", async () => {
  const { id } = await addTwins("Toni Double");
  const shop = await openShop(await browser.newContext(), server, "anonymous");
  const chat = chatOf(shop);
  await chat.open();
  await chat.send("Is anybody there, please?");
  const page = await openWorkspace(browser, server);
  await deskOf(page)
    .row(/Is anybody there, please\?/)
    .click();
  await deskOf(page).log.getByText("Is anybody there, please?").waitFor();
  const { items } = await call<{ items: { preview: string; contact: { id: number } }[] }>(
    "GET",
    "/api/conversations",
  );
  const visitor = items.find(({ preview }) => preview.startsWith("Is anybody there, please"));
  await call("POST", `/api/crm/contacts/${id}/merge`, { otherId: visitor?.contact.id });
  await page.getByRole("region", { name: "Conversation with Toni Double" }).waitFor();
  await chat.send("Hello again");
  await deskOf(page).log.getByText("Hello again").waitFor();
  await deskOf(page).reply("Here I am");
  await chat.log.getByText("Here I am").waitFor();
  expect(await chat.texts()).toEqual(["Is anybody there, please?", "Hello again", "Here I am"]);
});

test("Erasing asks for the name, ends the chat quietly and is forgotten in every window (C6)", async () => {
  const shop = await openShop(await browser.newContext(), server, "anonymous");
  const chat = chatOf(shop);
  await chat.open();
  await chat.send("My secret is Xanadu");
  const page = await openWorkspace(browser, server);
  const other = await openWorkspace(browser, server, { email: server.agents[1]?.email });
  for (const each of [page, other]) {
    await deskOf(each)
      .row(/My secret is Xanadu/)
      .click();
    await deskOf(each).log.getByText("My secret is Xanadu").waitFor();
  }
  await act(page, "Erase…");
  const dialog = page.getByRole("dialog", { name: "Erase contact" });
  const erase = dialog.getByRole("button", { name: "Erase for good" });
  expect(await erase.isDisabled()).toBe(true);
  const name = await dialog.locator("strong").innerText();
  await page.keyboard.type("somebody else");
  expect(await erase.isDisabled()).toBe(true);
  await dialog.getByRole("textbox").fill(name);
  await page.keyboard.press("Enter");
  await page.locator(".toast").getByText("Contact erased").waitFor();
  for (const each of [page, other]) {
    await each.getByText("My secret is Xanadu").first().waitFor({ state: "detached" });
    await each.getByText("There is no such conversation.").waitFor();
  }
  await chat.log.getByText("My secret is Xanadu").waitFor({ state: "detached" });
  // The browser begins as a stranger.
  await chat.send("Good morning");
  await deskOf(page)
    .row(/Good morning/)
    .waitFor();
  expect(await chat.texts()).toEqual(["Good morning"]);
});

test("All that is stored of a person is saved as a file (C6)", async () => {
  const { id, twin, email } = await addTwins("Luca Double");
  await call("POST", `/api/crm/contacts/${id}/merge`, { otherId: twin });
  const page = await openContact(id);
  await heading(page, "Luca Double").waitFor();
  const saved = page.waitForEvent("download");
  await act(page, "Export data");
  const file = await saved;
  expect(file.suggestedFilename()).toBe(`contact-${id}.json`);
  const text = await readFile(await file.path(), "utf8");
  expect(JSON.parse(text)).toBeTypeOf("object");
  expect(text).toContain(email);
  await page.locator(".toast").getByText("Exported the data of “Luca Double”").waitFor();
});

test("Who may not erase is not offered it", async () => {
  const agent = server.agents.find(({ role }) => role === "agent")?.email;
  const { id } = await addTwins("Alex Double");
  const page = await openContact(id, { email: agent });
  await page.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: "Merge…" }).waitFor();
  expect(await page.getByRole("menuitem", { name: "Erase…" }).count()).toBe(0);
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.each([1440, 360])("merging and erasing are sound and fit at %i px", async (width) => {
    const { id } = await addTwins("Charlie Double");
    const page = await openContact(id, { width, height: 800, colorScheme });
    const look = async (state: string) => {
      expect(await axeViolations(page), state).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${state} fits`).toBe(0);
      const beyond = await page
        .locator(".dialog, .menu")
        .evaluateAll((boxes) =>
          boxes.filter((box) => box.getBoundingClientRect().right > window.innerWidth),
        );
      expect(beyond, `${state} is inside the window`).toEqual([]);
      const { MERGES_PICTURES: folder } = process.env;
      if (folder) await page.screenshot({ path: `${folder}/${state}-${width}-${colorScheme}.png` });
    };
    await page.getByRole("button", { name: /^Actions for / }).click();
    await page.getByRole("menuitem", { name: "Merge…" }).waitFor();
    await look("menu");
    await page.getByRole("menuitem", { name: "Merge…" }).click();
    const dialog = mergeDialog(page);
    await dialog.getByText("Same email").first().waitFor();
    await look("candidates");
    await dialog.getByRole("searchbox").fill("demo");
    await dialog.getByRole("region", { name: "Found" }).getByRole("button").nth(2).waitFor();
    await look("search");
    await dialog.getByRole("searchbox").fill("nobody at all");
    await dialog.getByText("No other contact matches.").waitFor();
    await look("nobody");
    await dialog.getByRole("searchbox").fill("");
    await dialog
      .getByRole("button", { name: /Charlie Double \(2\)/ })
      .first()
      .click();
    await dialog.getByRole("group", { name: "Company" }).waitFor();
    await look("compare");
    await dialog.getByRole("button", { name: "Merge", exact: true }).click();
    await page.locator(".toast").getByRole("button", { name: "Undo" }).waitFor();
    await timeline(page).getByText("with Charlie Double (2)").waitFor();
    await look("merged");
    await act(page, "Erase…");
    await page.getByRole("dialog", { name: "Erase contact" }).waitFor();
    await page.keyboard.type("Charlie");
    await look("erase");
  });
});
