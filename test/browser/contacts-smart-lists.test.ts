import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { launchChromium } from "../support/chromium.ts";
import { addManyContacts } from "../support/many-contacts.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { openWorkspace, type OpenOptions } from "../support/workspace.ts";

let server: TestServer;
let browser: Browser;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  await addManyContacts(server, 40);
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
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

const newList = (name: string, rest: object = {}) =>
  call<{ id: number }>("POST", "/api/crm/lists", { name, filter: { q: "person" }, ...rest });
const lists = (page: Page) => page.getByRole("navigation", { name: "Smart lists" });
const tab = (page: Page, name: string) => lists(page).getByRole("link", { name });
const colleague = () => ({ email: server.agents.find(({ role }) => role === "agent")?.email });

async function act(page: Page, list: string, action: string) {
  await page.getByRole("button", { name: `Actions for the list ${list}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("A filter is saved as a list, changed, saved again, renamed, deleted and taken back (C7)", async () => {
  const page = await openContacts({ path: "/contacts?q=person&sort=name&direction=asc" });
  await page.getByRole("button", { name: "Save as list…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as list" });
  await dialog.getByLabel("Name").fill("People");
  await dialog.getByRole("button", { name: "Save" }).click();
  await tab(page, "People").waitFor();
  await page.getByText("40 contacts", { exact: true }).waitFor();
  expect(new URL(page.url()).search).toMatch(/^\?list=\d+$/);

  const changed = page.getByText("Changed", { exact: true });
  await page.getByRole("searchbox").fill("person 1");
  await changed.waitFor();
  await page.getByRole("button", { name: "Reset" }).click();
  await changed.waitFor({ state: "detached" });
  expect(await page.getByRole("searchbox").inputValue()).toBe("person");
  await page.getByRole("searchbox").fill("person 1");
  await page.getByText("11 contacts", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await changed.waitFor({ state: "detached" });
  await page.reload();
  await page.getByText("11 contacts", { exact: true }).waitFor();
  expect(await page.getByRole("searchbox").inputValue()).toBe("person 1");

  await act(page, "People", "Rename…");
  await page.getByRole("dialog", { name: "Rename list" }).getByLabel("Name").fill("Persons");
  await page.keyboard.press("Enter");
  await tab(page, "Persons").waitFor();
  await act(page, "Persons", "Delete");
  await page.getByText("The list “Persons” is deleted.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await tab(page, "Persons").waitFor();
  await page.getByText("11 contacts", { exact: true }).waitFor();
});

test("A private list is one's own; a shared one is in every window at once (C7)", async () => {
  const { id } = await newList("Only mine");
  const other = await openContacts(colleague());
  const page = await openContacts({ path: `/contacts?list=${id}` });
  await tab(page, "Only mine").getByText("(only you)").waitFor();
  expect(await tab(other, "Only mine").count()).toBe(0);
  await act(page, "Only mine", "Share with everybody");
  await tab(other, "Only mine").click();
  await other.getByText("40 contacts", { exact: true }).waitFor();
  await call("PATCH", `/api/crm/lists/${id}`, { filter: { q: "person 2" }, name: "Ours" });
  await tab(other, "Ours").waitFor();
  await other.getByText("11 contacts", { exact: true }).waitFor();
  await call("DELETE", `/api/crm/lists/${id}`);
  await other.getByText("There is no such list").waitFor();
});

test("Who may not manage contacts looks at a shared list and keeps changes to themselves (C7, S8)", async () => {
  const { id } = await newList("For all", { shared: true });
  const role = await call<{ id: number }>("POST", "/api/roles", {
    name: "Reader",
    permissions: ["view contacts", "view tags", "view crm segments"],
  });
  const agents = await call<{ id: number; email: string }[]>("GET", "/api/agents");
  const reader = agents.find((agent) => agent.email === server.agents.at(-1)?.email);
  await call("PATCH", `/api/agents/${reader?.id}`, { role: role.id });
  const page = await openContacts({ path: `/contacts?list=${id}`, email: reader?.email });
  await page.getByText("40 contacts", { exact: true }).waitFor();
  expect(await page.getByRole("button", { name: /^Actions for the list/ }).count()).toBe(0);
  expect(await page.getByRole("grid").getByRole("checkbox").count()).toBe(0);
  await page.getByRole("searchbox").fill("person 3");
  await page.getByText("Changed", { exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "Save", exact: true }).count()).toBe(0);
  await page.getByRole("button", { name: "Save as new list…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as list" });
  expect(await dialog.getByRole("checkbox").count()).toBe(0);
  await dialog.getByLabel("Name").fill("For all");
  await dialog.getByRole("button", { name: "Save" }).click();
  await tab(page, "For all").nth(1).waitFor();
});

// Colours are the theme's and layout is the width's: every state in two of the four, all four briefly.
test.each([
  { colorScheme: "light", width: 1440, brief: false },
  { colorScheme: "dark", width: 360, brief: false },
  { colorScheme: "dark", width: 1440, brief: true },
  { colorScheme: "light", width: 360, brief: true },
] as const)(
  "The contacts are sound and fit at $width px in the $colorScheme theme (C2, C3)",
  async ({ colorScheme, width, brief }) => {
    await newList(`Look ${colorScheme} ${width}`);
    const page = await openContacts({ width, height: 800, colorScheme });
    const look = async (state: string) => {
      expect(await axeViolations(page), state).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${state} fits`).toBe(0);
      const { CONTACTS_PICTURES: folder } = process.env;
      if (folder) await page.screenshot({ path: `${folder}/${state}-${width}-${colorScheme}.png` });
    };
    await page.getByText(/^\d+ contacts$/).waitFor();
    await look("contacts");
    if (!brief) await lookAtFilters(page, look);
    await page.getByRole("searchbox").fill("person");
    await page.getByText("40 contacts", { exact: true }).waitFor();
    await page.getByRole("row").nth(2).press("Space");
    await page.getByText("1 contact checked").waitFor();
    await page.getByRole("row").nth(3).press("Enter");
    await page.getByRole("region", { name: "Timeline" }).waitFor();
    await look("panel");
    if (brief) return;
    await page.getByRole("button", { name: width > 760 ? "Close" : "Back to the list" }).click();
    await look("checked");
    await page.getByRole("button", { name: "Save as list…" }).click();
    await page.getByRole("dialog").waitFor();
    await look("save-as-list");
    await page.keyboard.press("Escape");
    await page.getByRole("searchbox").fill("nobody at all");
    await page.getByText("No contacts match these filters.").waitFor();
    await look("no-match");
  },
);

async function lookAtFilters(page: Page, look: (state: string) => Promise<void>) {
  await page.getByRole("button", { name: "Filter by tag", exact: true }).click();
  await page.getByRole("option").first().waitFor();
  await look("tag-filter");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Display:/ }).click();
  await page.getByRole("checkbox", { name: "Company" }).check();
  await look("display");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Filter by anything" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Apply" }).waitFor();
  await look("criteria");
  await page.keyboard.press("Escape");
}
