import type { CreatedApiToken } from "@tagalong/shared/contracts/api-token.ts";
import type { RoleEntry } from "@tagalong/shared/contracts/role.ts";
import type { Agent } from "@tagalong/shared/contracts/team.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { complaintsOf, until } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { openWorkspace, type OpenOptions } from "../support/workspace.ts";

let server: TestServer;
let browser: Browser;
let adminToken: string;

beforeAll(async () => {
  server = await startTestServer();
  browser = await launchChromium();
  adminToken = await server.signIn();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function call(method: string, path: string, body?: unknown, token = adminToken) {
  const answer = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === "" ? null : JSON.parse(text)) as unknown };
}

/** A custom role, given to the agent with this email. */
async function giveRole(email: string, name: string, permissions: readonly string[]) {
  const role = (await call("POST", "/api/roles", { name, permissions })).body as RoleEntry;
  const agents = (await call("GET", "/api/agents")).body as Agent[];
  const id = agents.find((agent) => agent.email === email)?.id;
  await call("PATCH", `/api/agents/${id}`, { role: role.id });
  return role;
}

const openSettings = (section: string, options: OpenOptions = {}) =>
  openWorkspace(browser, server, { path: `/settings/${section}`, ...options });
const area = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name });
const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const toast = (page: Page, text: string) =>
  page.locator(".toast").getByText(text, { exact: true }).waitFor();
const dialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });
const textbox = (page: Page, name: string | RegExp) =>
  page.getByRole("dialog").getByRole("textbox", { name });

const choose = async (page: Page, whose: string, action: string) => {
  await page.getByRole("button", { name: `Actions for ${whose}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action }).click();
};

test("A custom role is made and given to an agent; their open window follows at once (S8)", async () => {
  const email = "one@demo.example";
  const theirs = await openWorkspace(browser, server, { email, path: "/conversations" });
  await theirs.locator(".inbox-row").first().waitFor();
  await theirs.locator(".inbox-row").first().click();
  await theirs.getByRole("textbox", { name: /^Reply to/ }).waitFor();

  const page = await openSettings("roles");
  await page.getByRole("button", { name: "New role" }).click();
  await textbox(page, "Name").fill("Librarian");
  await page.getByRole("checkbox", { name: "Manage tags" }).check();
  expect(await page.getByRole("checkbox", { name: "View tags" }).isChecked()).toBe(true);
  expect(await page.getByRole("checkbox", { name: "View tags" }).isDisabled()).toBe(true);
  await page.getByRole("checkbox", { name: "View contacts" }).check();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await toast(page, "Role created");
  await row(page, "Librarian").getByText("Contacts (view), Tags").waitFor();

  await page.getByRole("link", { name: "Team" }).click();
  await choose(page, "Agent One", "Edit");
  await page.getByRole("combobox", { name: "Role" }).selectOption({ label: "Librarian" });
  await page.getByRole("button", { name: "Save" }).click();
  await toast(page, "Agent updated");
  await row(page, "one@demo.example").getByText("Librarian", { exact: true }).waitFor();

  await theirs.getByRole("heading", { name: "Your role does not open this page" }).waitFor();
  expect(await area(theirs, "Inbox").count()).toBe(0);
  expect(await theirs.getByRole("textbox", { name: /^Reply to/ }).count()).toBe(0);
  await area(theirs, "Tags").click();
  await theirs.getByRole("button", { name: "New tag" }).waitFor();

  // And the role itself: what it loses is gone from the window.
  await page.getByRole("link", { name: "Roles" }).click();
  await page.getByRole("button", { name: "Librarian", exact: true }).click();
  await page.getByRole("checkbox", { name: "Manage tags" }).uncheck();
  await page.getByRole("checkbox", { name: "Create tags" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await toast(page, "Role updated");
  await theirs.getByRole("button", { name: "New tag" }).waitFor({ state: "detached" });

  await choose(page, "Librarian", "Delete…");
  await page.getByRole("combobox", { name: "Role they get instead" }).waitFor();
  await page.getByRole("button", { name: "Delete role" }).click();
  await toast(page, "Role deleted");
  await area(theirs, "Inbox").click();
  await theirs.locator(".inbox-row").first().waitFor();
});

test("With “View contacts” and “View tags” alone every page works or says why not, and nothing is asked in vain", async () => {
  const email = "two@demo.example";
  const role = await giveRole(email, "Looker-on", ["view contacts", "view tags"]);
  const page = await openWorkspace(browser, server, { email, path: "/settings/account" });
  const complaints = complaintsOf(page.context());
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.status() === 403) refused.push(response.url());
  });
  const go = async (path: string) => {
    await page.goto(`${server.baseUrl}/admin${path}`);
    await page.getByRole("button", { name: /Account menu$/ }).waitFor();
  };
  await go("");
  await page.getByRole("heading", { name: "Contacts" }).waitFor();
  const areas = page.getByRole("navigation", { name: "Areas" }).getByRole("link");
  expect(await areas.allInnerTexts()).toEqual(["Contacts", "Tags", "Settings"]);
  for (const action of [/^New contact/, /^Import/, /^Tag /]) {
    expect(await page.getByRole("button", { name: action }).count(), String(action)).toBe(0);
    expect(await page.getByRole("link", { name: action }).count(), String(action)).toBe(0);
  }
  await page.locator("a[href*='/admin/contacts/']").first().waitFor();
  const href = await page.locator("a[href*='/admin/contacts/']").first().getAttribute("href");
  const id = /contacts\/(\d+)/.exec(href ?? "")?.[1] ?? "1";
  await go(`/contacts/${id}`);
  await page.getByRole("region", { name: "Tags", exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "Add tag" }).count()).toBe(0);
  expect(await page.getByRole("button", { name: /^Remove / }).count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await go("/crm/tags");
  await page.getByRole("table").waitFor();
  expect(await page.getByRole("button", { name: "New tag" }).count()).toBe(0);
  await go("/settings");
  await page.getByRole("heading", { name: "Tags" }).waitFor();
  const closed = [
    "/conversations",
    "/conversations/1",
    "/crm-segments",
    "/crm/leads",
    "/crm/deals",
    "/settings/team",
    "/settings/roles",
    "/settings/api-tokens",
  ];
  for (const path of closed) {
    await go(path);
    // The inbox itself leads on to the first page there is.
    const says = page.getByRole("heading", { name: "Your role does not open this page" });
    const elsewhere = page.getByRole("heading", { name: "Contacts" });
    await says.or(elsewhere).first().waitFor();
    if (path !== "/conversations") await says.waitFor();
  }
  expect(await axeViolations(page)).toEqual([]);
  expect(refused).toEqual([]);
  expect(complaints).toEqual([]);
  await call("DELETE", `/api/roles/${role.id}?replacement=agent`);
});

test("With conversations alone a reply is written, and nothing is asked in vain", async () => {
  const email = "two@demo.example";
  const role = await giveRole(email, "Writer", ["reply to conversations"]);
  const page = await openWorkspace(browser, server, { email });
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.status() === 403) refused.push(response.url());
  });
  await page.reload();
  await page.locator(".inbox-row").first().click();
  await page.getByRole("textbox", { name: /^Reply to/ }).fill("Only written");
  await page.keyboard.press("Enter");
  await page.getByRole("log", { name: "Messages" }).getByText("Only written").waitFor();
  await page.getByRole("region", { name: "This conversation" }).waitFor();
  expect(await page.getByRole("button", { name: "Add tag" }).count()).toBe(0);
  const main = page.getByRole("main");
  expect(await main.getByRole("button", { name: /^(Close|Priority|Assign)/ }).count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  expect(refused).toEqual([]);
  await call("DELETE", `/api/roles/${role.id}?replacement=agent`);
});

test("An API token is made, shown once, works, and is revoked (P4)", async () => {
  const page = await openSettings("api-tokens");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByRole("button", { name: "Create token" }).click();
  await page.getByText("A name is needed.").waitFor();
  await textbox(page, "Name").fill("CRM sync");
  await page.getByRole("button", { name: "Create token" }).click();
  await page.getByText("A token needs a permission.").waitFor();
  await page.getByRole("checkbox", { name: "View tags" }).check();
  await page.getByRole("button", { name: "Create token" }).click();
  await dialog(page, "API token created").waitFor();
  const token = await textbox(page, "Token “CRM sync”").inputValue();
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
  await page.getByRole("button", { name: "Done" }).click();
  await row(page, "CRM sync").waitFor();
  expect(await page.content()).not.toContain(token);

  expect((await call("GET", "/api/crm/tags", undefined, token)).status).toBe(200);
  expect((await call("GET", "/api/crm/contacts", undefined, token)).status).toBe(403);
  await page.reload();
  await row(page, "CRM sync").getByText("just now").waitFor();

  await page.getByRole("button", { name: "Revoke CRM sync" }).click();
  await page.getByRole("button", { name: "Revoke token" }).click();
  await toast(page, "Token revoked");
  await row(page, "CRM sync").waitFor({ state: "detached" });
  const refused = await call("GET", "/api/crm/tags", undefined, token);
  expect(refused).toMatchObject({ status: 401, body: { error: { code: "session_revoked" } } });
  await page.getByRole("button", { name: /^Show \d+ revoked or expired$/ }).click();
  await row(page, "CRM sync")
    .getByText(/^Revoked/)
    .waitFor();
});

test("A token that another window makes is listed here at once", async () => {
  const page = await openSettings("api-tokens");
  await row(page, "Demo token").waitFor();
  const body = { name: "From elsewhere", permissions: ["view tags"] };
  const { id } = (await call("POST", "/api/api-tokens", body)).body as CreatedApiToken;
  await row(page, "From elsewhere").waitFor();
  await call("DELETE", `/api/api-tokens/${id}`);
  await row(page, "From elsewhere").waitFor({ state: "detached" });
});

describe("the team", () => {
  test("grows by a link that works once, and a deactivated agent is out at once", async () => {
    const page = await openSettings("team");
    await page.getByRole("button", { name: "Invite" }).click();
    await textbox(page, "Email").fill("nobody");
    await page.getByRole("button", { name: "Create link" }).click();
    await page.getByText("This is no email address.").waitFor();
    await textbox(page, "Email").fill("grace@demo.example");
    await textbox(page, "Name").fill("Grace");
    await page.getByRole("button", { name: "Create link" }).click();
    const link = await textbox(page, /^Link for grace/).inputValue();
    await page.getByRole("button", { name: "Done" }).click();
    await row(page, "grace@demo.example").waitFor();

    const context = await browser.newContext();
    const theirs = await context.newPage();
    await theirs.goto(link);
    await theirs.getByRole("heading", { name: "Join Demo Shop" }).waitFor();
    expect(await axeViolations(theirs)).toEqual([]);
    await theirs.getByLabel("Password").fill("short");
    await theirs.getByRole("button", { name: "Join" }).click();
    await theirs.getByText("A password has at least 10 characters.").waitFor();
    await theirs.getByLabel("Password").fill("long enough to join");
    await theirs.getByRole("button", { name: "Join" }).click();
    await theirs.getByRole("button", { name: /^Grace, .*Account menu$/ }).waitFor();
    expect(theirs.url()).not.toContain("#");

    // The inviter sees it happen.
    await page.getByRole("heading", { name: "Invited" }).waitFor({ state: "detached" });
    const again = await context.newPage();
    await again.goto(link);
    await again.getByRole("heading", { name: "This invitation does not work" }).waitFor();

    await choose(page, "Grace", "Deactivate…");
    await page.getByRole("button", { name: "Deactivate" }).click();
    await theirs.getByText("Your sign-in has ended. Sign in again.").waitFor();
    await theirs.getByLabel("Email").fill("grace@demo.example");
    await theirs.getByLabel("Password").fill("long enough to join");
    await theirs.getByRole("button", { name: "Sign in" }).click();
    await theirs.getByText("The email or the password is wrong.").waitFor();

    await row(page, "grace@demo.example").getByText("Deactivated").waitFor();
    await choose(page, "Grace", "Reactivate");
    await row(page, "grace@demo.example").getByText("Deactivated").waitFor({ state: "detached" });
    await theirs.getByRole("button", { name: "Sign in" }).click();
    await theirs.getByRole("button", { name: /^Grace, .*Account menu$/ }).waitFor();
  });

  test("keeps its last admin, and says so", async () => {
    const page = await openSettings("team");
    await choose(page, "Demo Admin", "Edit");
    await page.getByRole("combobox", { name: "Role" }).selectOption({ label: "Agent" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("This is the last admin. Make somebody else an admin first.").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
  });
});

test("One's own password is changed, and other sign-ins are ended", async () => {
  const page = await openSettings("account", { email: "senior@demo.example" });
  const old = server.agents.find(({ email }) => email === "senior@demo.example")?.password ?? "";
  const other = await server.signIn("senior@demo.example");
  await page.reload();
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await toast(page, "Signed out there");
  expect((await call("GET", "/api/me", undefined, other)).status).toBe(401);
  await page.getByLabel("Present password").fill("a wrong password");
  await page.getByLabel("New password").fill("a new long password");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Present password").fill(old);
  await page.getByRole("button", { name: "Change password" }).click();
  await toast(page, "Password changed");
});

test("The settings are worked by keyboard alone", async () => {
  const page = await openSettings("roles");
  await page.getByRole("button", { name: "New role" }).focus();
  await page.keyboard.press("Enter");
  await dialog(page, "New role").waitFor();
  await page.locator("input:focus").waitFor();
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  expect(await page.getByRole("checkbox", { name: "View contacts" }).isChecked()).toBe(true);
  await page.keyboard.press("Enter");
  await toast(page, "Role created");
  await until(
    () =>
      page
        .getByRole("button", { name: "New role" })
        .evaluate((each) => each === document.activeElement),
    "the focus is back on the button",
  );
  await page.getByRole("button", { name: "Actions for By keyboard" }).focus();
  await page.keyboard.press("Enter");
  const last = page.getByRole("menuitem").last();
  await last.waitFor();
  await page.keyboard.press("End");
  await until(() => last.evaluate((each) => each.matches("[data-highlighted]")), "the last is lit");
  await page.keyboard.press("Enter");
  await dialog(page, /^Delete the role/).waitFor();
  await page.getByRole("button", { name: "Delete role" }).focus();
  await page.keyboard.press("Enter");
  await toast(page, "Role deleted");
});

describe.each(["light", "dark"] as const)("axe finds nothing wrong, %s:", (colorScheme) => {
  test.each([1440, 360])("every settings page and dialog at %i px", async (width) => {
    const page = await openSettings("account", { colorScheme, width });
    const found: Record<string, unknown> = {};
    const look = async (what: string) => {
      const violations = await axeViolations(page);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (violations.length > 0 || sideways) found[what] = { violations, sideways };
    };
    const dialogs: Record<string, string> = {
      team: "Invite",
      roles: "New role",
      "api-tokens": "New token",
    };
    for (const section of ["", "tags", "team", "roles", "api-tokens", "account"]) {
      await page.goto(`${server.baseUrl}/admin/settings/${section}`);
      await page.getByRole("heading").first().waitFor();
      await page.getByRole("status").filter({ hasText: "Loading" }).waitFor({ state: "detached" });
      await look(section);
      const opens = dialogs[section];
      if (!opens) continue;
      await page.getByRole("button", { name: opens }).click();
      await page.getByRole("dialog").waitFor();
      await look(opens);
    }
    expect(found).toEqual({});
  });
});
