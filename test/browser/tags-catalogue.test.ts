import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { complaintsOf, until } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { openWorkspace, type OpenOptions } from "../support/workspace.ts";

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
const newTag = (name: string) => call<{ id: number }>("POST", "/api/crm/tags", { name });

async function openTags(options: OpenOptions = {}) {
  const page = await openWorkspace(browser, server, { path: "/crm/tags", ...options });
  await page.getByRole("table").waitFor();
  return page;
}

const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByText(name, { exact: true }) });
const toast = (page: Page, text: string) =>
  page.locator(".toast").getByText(text, { exact: true }).waitFor();

async function act(page: Page, name: string, action: string) {
  await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

async function show(page: Page, what: string) {
  await page.getByRole("button", { name: /^Show:/ }).click();
  await page.getByRole("menuitemradio", { name: what }).click();
}

test("A tag is created, edited, deleted and restored; the other window shows it at once (T3 to T5)", async () => {
  const page = await openTags();
  const complaints = complaintsOf(page.context());
  const other = await openTags({ email: server.agents[1]?.email });
  await page.getByRole("button", { name: "New tag" }).click();
  await page.getByLabel("Name").fill("Pricing Inquiry");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await toast(page, "Tag created");
  await row(other, "pricing-inquiry").waitFor();

  await act(page, "pricing-inquiry", "Edit");
  const dialog = page.getByRole("dialog", { name: "Edit tag" });
  expect(await dialog.getByLabel("Name").inputValue()).toBe("pricing-inquiry");
  await dialog.getByLabel("Name").fill("Price question");
  await dialog.getByLabel("Description").fill("Asks what something costs");
  await dialog.getByRole("radio", { name: "teal" }).check({ force: true });
  await dialog.getByRole("button", { name: "Save" }).click();
  await toast(page, "Tag updated");
  await row(other, "price-question").getByText("Asks what something costs").waitFor();
  await row(other, "price-question").locator(".tag-color-teal").first().waitFor();

  await act(page, "price-question", "Delete");
  await page.getByText(/History assignments remain readable/).waitFor();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await toast(page, "Tag deleted");
  await row(other, "price-question").waitFor({ state: "detached" });

  await show(page, "Deleted only");
  const struck = row(page, "price-question").locator(".tag-chip");
  expect(await struck.evaluate((chip) => getComputedStyle(chip).textDecorationLine)).toBe(
    "line-through",
  );
  await act(page, "price-question", "Restore");
  await toast(page, "Tag restored");
  await row(other, "price-question").waitFor();
  expect(complaints).toEqual([]);
});

test("A delete names what uses the tag, and several go together (T5, T10)", async () => {
  const [one, two] = [await newTag("Named"), await newTag("Bystander")];
  await call("POST", "/api/crm/segments", {
    name: "Named ones",
    refresh: "live",
    criteria: { all: [{ field: "contact.tags", operator: "hasAnyOf", value: [one.id] }] },
  });
  await call("POST", "/api/crm/contacts/1/tags", { tag_id: two.id });
  const page = await openTags();
  await page.getByRole("checkbox", { name: "Choose named" }).check();
  await page.getByRole("checkbox", { name: "Choose bystander" }).check();
  await page.getByText("2 tags chosen").waitFor();
  await page.getByRole("button", { name: "Delete selected" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete 2 tags" });
  await dialog.getByText("Segment “Named ones”").waitFor();
  await dialog.getByText(/Used on 1 contact\./).waitFor();
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await toast(page, "2 tags deleted");
  await row(page, "named").waitFor({ state: "detached" });
});

test("A name that was taken meanwhile asks for another one when restored (T5)", async () => {
  const { id } = await newTag("Season");
  await call("DELETE", `/api/crm/tags/${id}`);
  await newTag("Season");
  const page = await openTags();
  await show(page, "Deleted only");
  await act(page, "season", "Restore");
  const dialog = page.getByRole("dialog", { name: "Restore tag" });
  await dialog.getByText(/There is an active tag “season” already/).waitFor();
  await dialog.getByLabel("Name").fill("Last season");
  await dialog.getByRole("button", { name: "Restore" }).click();
  await toast(page, "Tag restored");
  await show(page, "Active");
  await row(page, "last-season").waitFor();
});

test("Look-alikes are proposed and merged, on an open contact at once (T4, T10)", async () => {
  const [keep, twin] = [await newTag("wholesale"), await newTag("whole-sale")];
  await call("POST", "/api/crm/contacts/1/tags", { tag_id: twin.id });
  await call("POST", "/api/crm/contacts/2/tags", { tag_id: keep.id });
  await call("POST", "/api/crm/contacts/3/tags", { tag_id: keep.id });
  const contact = await openWorkspace(browser, server, { path: "/contacts/1" });
  const tags = contact.getByRole("region", { name: "Tags", exact: true });
  await tags.getByText("whole-sale", { exact: true }).waitFor();
  const page = await openTags();
  await page.getByText(/^Tidy up:/).click();
  await page.getByRole("button", { name: "Merge wholesale, whole-sale" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge tags" });
  await dialog.getByText(/On 1 contact\./).waitFor();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await toast(page, "Tags merged");
  await tags.getByText("wholesale", { exact: true }).waitFor();
  await tags.getByText("whole-sale", { exact: true }).waitFor({ state: "detached" });
  await until(
    async () => /\b3\b/.test(await row(page, "wholesale").innerText()),
    "the merged tag counts all three contacts",
  );
});

test("Another naming shows what it would do, and does it only when told (T1)", async () => {
  await call("PUT", "/api/crm/tags/naming", { tagNames: "as_typed" });
  await newTag("Big Spender");
  const page = await openTags();
  await page.getByRole("button", { name: "How tags are named" }).click();
  const dialog = page.getByRole("dialog", { name: "How tags are named" });
  await dialog.getByText("Every tag there is fits this already.").waitFor();
  await dialog.getByRole("radio", { name: /Lower case/ }).check();
  await dialog.getByText("Big Spender → big-spender").waitFor();
  // Behind the dialog the list is hidden from the accessibility tree, not from the eye.
  await page.locator(".tag-table").getByText("Big Spender", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Rename", exact: true }).click();
  await toast(page, "Tags renamed");
  await row(page, "big-spender").waitFor();
});

test("Who may not manage tags sees the list and nothing to change it with", async () => {
  const page = await openTags({ email: server.agents.find(({ role }) => role === "agent")?.email });
  expect(await page.getByRole("checkbox").count()).toBe(0);
  expect(await page.getByRole("button", { name: /^Actions for/ }).count()).toBe(0);
  expect(await page.getByRole("button", { name: "How tags are named" }).count()).toBe(0);
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.each([1440, 360])("the catalogue is sound and fits at %i px", async (width) => {
    await newTag(`Look alike ${colorScheme} ${width}`);
    await newTag(`Lookalike ${colorScheme} ${width}`);
    const page = await openTags({ width, height: 800, colorScheme });
    await page.getByText(/^Tidy up:/).click();
    const look = async (state: string) => {
      expect(await axeViolations(page), state).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${state} fits`).toBe(0);
      const { TAGS_PICTURES: folder } = process.env;
      if (folder) await page.screenshot({ path: `${folder}/${state}-${width}-${colorScheme}.png` });
    };
    await look("tidy-up");
    await page.getByText(/^Tidy up:/).click();
    await show(page, "Include deleted");
    await page.getByRole("checkbox").nth(1).check();
    await page.getByRole("checkbox").nth(2).check();
    await look("list");
    await page.getByRole("button", { name: "Delete selected" }).click();
    await page.getByRole("dialog").waitFor();
    await look("delete");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Merge…" }).first().click();
    await page.getByRole("dialog").waitFor();
    await look("merge");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "How tags are named" }).click();
    await page
      .getByText(/Every tag there is|Would be renamed|Would become/)
      .first()
      .waitFor();
    await look("naming");
  });
});
