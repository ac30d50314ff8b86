import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { complaintsOf } from "../support/chat.ts";
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
  // The demo's site writes these alone.
  await call("PATCH", "/api/properties/seats", { writers: ["agent", "api"] });
  await call("PATCH", "/api/properties/renews_at", { writers: ["agent", "api"] });
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

const newContact = (fields: object) => call<{ id: number }>("POST", "/api/crm/contacts", fields);
const stored = (id: number) => call<Record<string, unknown>>("GET", `/api/crm/contacts/${id}`);

const isStored = (id: number, fields: object) =>
  expect.poll(() => stored(id), { timeout: 20_000 }).toMatchObject(fields);

const details = (page: Page) => page.getByRole("region", { name: "Details" });
const value = (page: Page, label: string) =>
  details(page).getByRole("button", { name: new RegExp(`^${label}: `) });
const input = (page: Page, label: string): Locator =>
  details(page).getByRole("textbox", { name: label, exact: true });
const pick = (page: Page, label: string): Locator =>
  details(page).getByRole("combobox", { name: label, exact: true });
const add = (page: Page, label: string) =>
  details(page).getByRole("button", { name: `Add ${label}`, exact: true });
const showAll = async (page: Page) => {
  await details(page)
    .getByRole("button", { name: /more…$/ })
    .click();
};

async function openContact(id: number, options: OpenOptions = {}) {
  const page = await openWorkspace(browser, server, { path: `/contacts/${id}`, ...options });
  await details(page).waitFor();
  return page;
}

const toast = (page: Page, text: string) =>
  page.locator(".toast").getByText(text, { exact: true }).waitFor();

describe("editing where it stands (C3)", () => {
  test("a press or Enter begins, Enter saves, Escape restores, and undo takes it back; the other window follows", async () => {
    const { id } = await newContact({ name: "Ines Example", company: "Old Company" });
    const page = await openContact(id);
    const complaints = complaintsOf(page.context());
    const other = await openContact(id, { email: server.agents[1]?.email });

    await value(page, "Company").press("Enter");
    await page.keyboard.type("Not this");
    expect(await input(page, "Company").inputValue()).toBe("Not this");
    await page.keyboard.press("Escape");
    await value(page, "Company").getByText("Old Company").waitFor();
    expect(await value(page, "Company").evaluate((at) => at === document.activeElement)).toBe(true);

    await page.keyboard.press("Enter");
    await input(page, "Company").fill("New Company");
    await page.keyboard.press("Enter");
    await value(page, "Company").getByText("New Company").waitFor();
    await value(other, "Company").getByText("New Company").waitFor();
    await page
      .getByRole("region", { name: "Timeline" })
      .getByText("Company: Old Company → New Company")
      .waitFor();

    await details(page).getByRole("button", { name: "Undo" }).click();
    await value(other, "Company").getByText("Old Company").waitFor();
    expect(await stored(id)).toMatchObject({ company: "Old Company" });
    expect(complaints).toEqual([]);
  });

  test("every kind by keyboard alone: a number, a day, a choice, a country, an owner, a switch", async () => {
    const { id } = await newContact({
      name: "Jo Example",
      properties: { plan_tier: "trial", newsletter: false },
    });
    const page = await openContact(id);
    await showAll(page);

    await add(page, "Seats").press("Enter");
    await page.keyboard.type("1,200");
    await page.keyboard.press("Enter");
    await value(page, "Seats").getByText("1,200").waitFor();

    await add(page, "Renews").press("Enter");
    await details(page).getByLabel("Renews", { exact: true }).fill("2030-01-31");
    await page.keyboard.press("Enter");
    await value(page, "Renews").getByText("31").waitFor();

    await value(page, "Plan").press("Enter");
    await pick(page, "Plan").press("ArrowDown");
    await page.keyboard.press("Enter");
    await value(page, "Plan").getByText("business").waitFor();

    await add(page, "Country").press("Enter");
    await page.keyboard.type("germ");
    await page.keyboard.press("Enter");
    await value(page, "Country").getByText("Germany").waitFor();

    await add(page, "Owner").press("Enter");
    const name = server.agents[0]?.email.split("@")[0] ?? "";
    expect(await pick(page, "Owner").getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.type(name);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Escape");
    await add(page, "Owner").waitFor();

    await details(page).getByRole("switch", { name: "Newsletter" }).press("Space");
    await isStored(id, {
      country: "DE",
      properties: {
        plan_tier: "business",
        newsletter: true,
        seats: 1200,
        renews_at: "2030-01-31",
      },
    });
  });

  test("a value is emptied by emptying its text, and the field is then offered again", async () => {
    const { id } = await newContact({
      name: "Kay Example",
      company: "Company",
      country: "PL",
      properties: { newsletter: true },
    });
    const page = await openContact(id);
    await value(page, "Company").press("Enter");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Enter");
    await add(page, "Company").waitFor();
    await value(page, "Country").press("Enter");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Enter");
    await add(page, "Country").waitFor();
    await details(page).getByRole("switch", { name: "Newsletter" }).press("Tab");
    await page.keyboard.press("Enter");
    await isStored(id, { company: null, country: null, properties: {} });
    await details(page).getByRole("button", { name: "Undo" }).click();
    await details(page).getByRole("switch", { name: "Newsletter", checked: true }).waitFor();
    await details(page).getByRole("button", { name: "Undo" }).click();
    await value(page, "Country").getByText("Poland").waitFor();
  });

  test("what cannot be stored comes back as it was typed, and says why", async () => {
    const { id } = await newContact({ name: "Kim Example", phone: "+49 151 23456789" });
    const page = await openContact(id);
    await value(page, "Phone").getByText("+49 1512 3456789").waitFor();
    await value(page, "Phone").click();
    await input(page, "Phone").fill("call me");
    await page.keyboard.press("Enter");
    const refusal = details(page).getByRole("alert");
    await refusal.getByText(/not a phone number/).waitFor();
    expect(await input(page, "Phone").inputValue()).toBe("call me");
    expect(await axeViolations(page)).toEqual([]);
    await input(page, "Phone").fill("0044 20 7946 0018");
    await page.keyboard.press("Enter");
    await value(page, "Phone").getByText("+44 20 7946 0018").waitFor();
    await value(page, "Phone").click();
    await input(page, "Phone").fill("nothing");
    await page.keyboard.press("Enter");
    await refusal.waitFor();
    await page.keyboard.press("Escape");
    await value(page, "Phone").getByText("+44 20 7946 0018").waitFor();
    expect(await stored(id)).toMatchObject({ phone: "+442079460018" });
  });

  test("without a connection the value is rolled back, and can be tried again", async () => {
    const { id } = await newContact({ name: "Lou Example", company: "Before" });
    const page = await openContact(id);
    await page.route("**/api/crm/contacts/**", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.continue(),
    );
    await value(page, "Company").click();
    await input(page, "Company").fill("After");
    await page.keyboard.press("Enter");
    await details(page)
      .getByText(/was not saved/)
      .waitFor();
    await value(page, "Company").getByText("Before").waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.unrouteAll();
    await details(page).getByRole("button", { name: "Try again" }).click();
    await value(page, "Company").getByText("After").waitFor();
    await isStored(id, { company: "After" });
  });

  test("what somebody else wrote meanwhile is shown, and never overwritten unseen", async () => {
    const { id } = await newContact({ name: "Mo Example", company: "First" });
    const page = await openContact(id);
    await value(page, "Company").click();
    await input(page, "Company").fill("Mine");
    await call("PATCH", `/api/crm/contacts/${id}`, { company: "Theirs" });
    await page.keyboard.press("Enter");
    const problem = details(page).getByRole("alert");
    await problem.getByText(/Somebody else changed it to “Theirs” meanwhile/).waitFor();
    await value(page, "Company").getByText("Theirs").waitFor();
    expect(await stored(id)).toMatchObject({ company: "Theirs" });
    await problem.getByRole("button", { name: "Use mine" }).click();
    await value(page, "Company").getByText("Mine").waitFor();
    await problem.waitFor({ state: "detached" });
    expect(await stored(id)).toMatchObject({ company: "Mine" });
  });

  test("another field that changed meanwhile hinders nobody", async () => {
    const { id } = await newContact({ name: "Nia Example", company: "First" });
    const page = await openContact(id);
    await value(page, "Company").click();
    await input(page, "Company").fill("Second");
    await call("PATCH", `/api/crm/contacts/${id}`, { country: "SE" });
    await page.keyboard.press("Enter");
    await value(page, "Company").getByText("Second").waitFor();
    await isStored(id, { company: "Second", country: "SE" });
  });

  test("the name is edited in the heading, and the inbox calls them by it", async () => {
    const { items } = await call<{ items: { contact: { id: number; displayName: string } }[] }>(
      "GET",
      "/api/conversations?status=open",
    );
    const { contact } = items[0] ?? { contact: { id: 0, displayName: "" } };
    const inbox = await openWorkspace(browser, server, { path: "/conversations" });
    await inbox
      .getByRole("link", { name: new RegExp(contact.displayName) })
      .first()
      .waitFor();
    const page = await openContact(contact.id);
    await page.getByRole("heading", { level: 1 }).hover();
    await page.getByRole("button", { name: "Edit the name" }).click();
    await page.locator(".profile").getByRole("textbox", { name: "Name" }).fill("Renamed Person");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Renamed Person" }).waitFor();
    await inbox
      .getByRole("link", { name: /Renamed Person/ })
      .first()
      .waitFor();
  });

  test("a property that agents do not write has a lock that says who does", async () => {
    await call("POST", "/api/properties", {
      label: "Score",
      kind: "number",
      writers: ["api", "signed_context"],
    });
    const { id } = await newContact({ name: "Oda Example" });
    const { apiToken } = server;
    await fetch(`${server.baseUrl}/api/crm/contacts/${id}`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${apiToken}`, "content-type": "application/json" },
      body: JSON.stringify({ properties: { score: 70 } }),
    });
    const page = await openContact(id);
    await details(page).getByText("70").waitFor();
    await details(page).getByLabel("Written by the API and your site, signed.").waitFor();
    expect(await value(page, "Score").count()).toBe(0);
    expect(await add(page, "Score").count()).toBe(0);
  });

  test("a day is the same day west of Greenwich", async () => {
    const { id } = await newContact({
      name: "Pia Example",
      properties: { renews_at: "2030-01-01" },
    });
    const context = await browser.newContext({
      timezoneId: "America/Los_Angeles",
      locale: "en-US",
    });
    const page = await context.newPage();
    await page.goto(`${server.baseUrl}/admin/contacts/${id}`);
    await page.getByLabel("Email").fill(server.agents[0]?.email ?? "");
    await page.getByLabel("Password").fill(server.agents[0]?.password ?? "");
    await page.getByRole("button", { name: "Sign in" }).click();
    await value(page, "Renews").getByText("Jan 1, 2030").waitFor();
  });

  test("text of hostile letters stays in its own row (B8)", async () => {
    const { id } = await newContact({
      name: `Zal${"\u0301".repeat(400)}go`,
      company: "שלום \u200F(ltd)",
    });
    const page = await openContact(id, { width: 360 });
    const row = await details(page).locator('[data-field="name"]').boundingBox();
    expect(row?.height).toBeLessThan(60);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
  });
});

describe("a new contact (C1)", () => {
  async function openDialog(options: OpenOptions = {}) {
    const page = await openWorkspace(browser, server, { path: "/contacts", ...options });
    await page.getByRole("button", { name: "New contact" }).click();
    const dialog = page.getByRole("dialog", { name: "New contact" });
    await dialog.waitFor();
    return { page, dialog };
  }

  test("is created by keyboard, is told of a twin, and is then on its own page", async () => {
    const twin = await newContact({ name: "Quin Twin", email: "quin@customers.example" });
    const { page, dialog } = await openDialog();
    const complaints = complaintsOf(page.context());
    await page.keyboard.type("Quin Example");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Quin@Customers.example");
    await dialog.getByText("Same email").waitFor();
    expect(await dialog.getByRole("link", { name: "Quin Twin" }).getAttribute("href")).toContain(
      `/contacts/${twin.id}`,
    );
    await dialog.getByLabel("Country").focus();
    await page.keyboard.type("Germany");
    await page.keyboard.press("Enter");
    await dialog.getByLabel("Phone").fill("0151 23456789");
    await dialog.getByLabel("Company").focus();
    await expect.poll(() => dialog.getByLabel("Phone").inputValue()).toBe("+49 1512 3456789");
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByText("Custom data").click();
    await dialog.getByLabel("Plan").fill("enterp");
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Create anyway" }).click();
    await toast(page, "Contact created");
    await page.getByRole("heading", { level: 1, name: "Quin Example" }).waitFor();
    const id = Number(/\/contacts\/(\d+)/.exec(page.url())?.[1]);
    expect(await stored(id)).toMatchObject({
      email: "Quin@Customers.example",
      phone: "+4915123456789",
      country: "DE",
      properties: { plan_tier: "enterprise" },
      ownerId: expect.any(Number),
    });
    expect(complaints).toEqual([]);
  });

  test("a refusal stands at its field, and what was typed stays", async () => {
    await newContact({ name: "Holder", externalId: "taken-1" });
    const { page, dialog } = await openDialog();
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await dialog.getByText(/needs a name, an email/).waitFor();
    await dialog.getByLabel("Name").fill("Rae Example");
    await dialog.getByLabel("Email").fill("no address");
    await page.keyboard.press("Enter");
    await dialog.getByText(/not an email address/).waitFor();
    expect(await dialog.getByLabel("Email").evaluate((at) => at === document.activeElement)).toBe(
      true,
    );
    await dialog.getByLabel("Email").fill("");
    await dialog.getByLabel("External id").fill("taken-1");
    await dialog.getByText("Same external id").waitFor();
    await dialog.getByText("Only one contact can have this external id.").waitFor();
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await dialog.getByText(/Another contact has this external id/).waitFor();
    expect(await dialog.getByLabel("Name").inputValue()).toBe("Rae Example");
    expect(await axeViolations(page)).toEqual([]);
  });

  test("Escape closes a list of countries before it closes the dialog", async () => {
    const { page, dialog } = await openDialog({ width: 360, height: 740 });
    await dialog.getByLabel("Country").focus();
    await page.keyboard.press("ArrowDown");
    await dialog.getByRole("option", { name: "Afghanistan" }).waitFor();
    await page.keyboard.press("Escape");
    expect(await dialog.isVisible()).toBe(true);
    expect(await dialog.getByRole("option").count()).toBe(0);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });
});

describe("Settings → Properties (C1)", () => {
  async function openProperties(options: OpenOptions = {}) {
    const page = await openWorkspace(browser, server, { path: "/settings/properties", ...options });
    await page.getByRole("table").waitFor();
    return page;
  }
  const row = (page: Page, label: string) =>
    page.getByRole("row").filter({ has: page.getByText(label, { exact: true }) });
  async function act(page: Page, label: string, action: string) {
    await page.getByRole("button", { name: `Actions for ${label}`, exact: true }).click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
  }

  test("a property is defined, changed, moved, deleted and taken back; an open contact follows", async () => {
    const { id } = await newContact({ name: "Sam Example" });
    const page = await openProperties();
    const complaints = complaintsOf(page.context());
    const contact = await openContact(id, { email: server.agents[1]?.email });
    await page.getByRole("button", { name: "New property" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Label").fill("Contract type");
    await dialog.getByText("contract_type").waitFor();
    await dialog.getByLabel("Kind").selectOption("Choice");
    await dialog.getByRole("textbox", { name: "Choice 1" }).fill("Monthly");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Yearly");
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Create" }).click();
    await toast(page, "Property created");
    await row(page, "Contract type").getByText("Monthly, Yearly").waitFor();

    await showAll(contact);
    await add(contact, "Contract type").click();
    await pick(contact, "Contract type").fill("Year");
    await contact.keyboard.press("Enter");
    await value(contact, "Contract type").getByText("Yearly").waitFor();
    await isStored(id, { properties: { contract_type: "Yearly" } });

    await act(page, "Contract type", "Edit");
    await dialog.getByText(/contacts have values of it/).waitFor();
    await dialog.getByRole("button", { name: "Remove Yearly" }).click();
    await dialog.getByText(/1 contact has “Yearly”/).waitFor();
    await dialog.getByLabel("Label").fill("Contract");
    await dialog.getByRole("button", { name: "Save" }).click();
    await toast(page, "Property updated");
    await value(contact, "Contract").getByText("Yearly").waitFor();

    await act(page, "Contract", "Move up");
    await toast(page, "“Contract” moved up");
    await act(page, "Contract", "Delete");
    await dialog.getByText(/1 contact keeps its value/).waitFor();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await toast(page, "Property deleted");
    await value(contact, "Contract").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await toast(page, "Property restored");
    await value(contact, "Contract").getByText("Yearly").waitFor();
    expect(complaints).toEqual([]);
  });

  test("a delete names the segment that uses it; an agent may look, not change", async () => {
    const page = await openProperties();
    await act(page, "Plan", "Delete");
    await page.getByRole("dialog").getByText("Segment “Enterprise”").waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    const agent = server.agents.find(({ role }) => role === "agent");
    const looking = await openProperties({ email: agent?.email });
    expect(await looking.getByRole("button", { name: "New property" }).count()).toBe(0);
    expect(await looking.getByRole("button", { name: /^Actions for/ }).count()).toBe(0);
  });

  test.each([
    { width: 1440, colorScheme: "light" },
    { width: 1440, colorScheme: "dark" },
    { width: 360, colorScheme: "light" },
  ] as const)("axe finds nothing at $width, $colorScheme", async (options) => {
    const page = await openProperties(options);
    expect(await axeViolations(page)).toEqual([]);
    const { id } = await newContact({
      name: "Tia Example",
      country: "FR",
      phone: "+33 1 70 36 39 50",
    });
    const contact = await openContact(id, options);
    expect(await axeViolations(contact)).toEqual([]);
    const wide = await contact.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(options.width);
  });
});
