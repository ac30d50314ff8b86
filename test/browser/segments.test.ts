import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { complaintsOf } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { openWorkspace } from "../support/workspace.ts";

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

async function create(segment: object): Promise<number> {
  const answer = await fetch(`${server.baseUrl}/api/crm/segments`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(segment),
  });
  return ((await answer.json()) as { id: number }).id;
}

const named = (value: string) => ({
  all: [{ field: "contact.name", operator: "contains", value }],
});

test("Members are added and removed by hand; the other window shows it (S2, S3)", async () => {
  const id = await create({ name: "Chosen", refresh: "manual" });
  const page = await openWorkspace(browser, server, { path: `/crm-segments/${id}` });
  const complaints = complaintsOf(page.context());
  const other = await openWorkspace(browser, server, {
    path: `/crm-segments/${id}`,
    email: server.agents[1]?.email ?? "",
  });
  await other.getByText("No members yet").waitFor();
  const picker = page.getByRole("combobox", { name: "Add a contact" });
  await picker.fill("clara");
  await page.getByRole("option", { name: /Clara Demo/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("row", { name: /Clara Demo/ }).waitFor();
  await other.getByRole("row", { name: /Clara Demo.*Added by hand by Demo Admin/ }).waitFor();
  // Who may not change segments is offered nothing to change.
  expect(await other.getByRole("button", { name: "Remove Clara Demo" }).count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Remove Clara Demo" }).click();
  await page.getByText("No members yet").waitFor();
  await other.getByText("No members yet").waitFor();
  expect(complaints).toEqual([]);
});

test("Advanced changes what a segment is; Live takes nobody by hand (S1, S4)", async () => {
  const id = await create({ name: "Named", refresh: "on_conversation", criteria: named("clara") });
  const page = await openWorkspace(browser, server, { path: `/crm-segments/${id}` });
  await page.getByRole("combobox", { name: "Add a contact" }).waitFor();
  await page.getByRole("tab", { name: "Advanced" }).click();
  await page.getByRole("radio", { name: /^Live/ }).check();
  await page.locator('input[aria-label="Name: value"]').fill("demo");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Everybody of the demo");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Everybody of the demo" }).waitFor();
  await page.getByRole("tab", { name: "Members" }).click();
  await page.getByText('Name contains "demo"').first().waitFor();
  await page.getByRole("row", { name: /Clara Demo/ }).waitFor();
  expect(await page.getByRole("combobox", { name: "Add a contact" }).count()).toBe(0);
});

test("A refused name is said beside it, and nothing else is lost", async () => {
  await create({ name: "Taken", refresh: "manual" });
  const page = await openWorkspace(browser, server, { path: "/crm-segments/new" });
  await page.getByRole("radio", { name: /^By hand/ }).check();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Taken");
  await page.getByRole("button", { name: "Create segment" }).click();
  await page.getByText("There is a segment “Taken” already.").waitFor();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Free");
  await page.getByRole("button", { name: "Create segment" }).click();
  await page.getByRole("heading", { name: "Free" }).waitFor();
});

test("A deleted segment leaves the list of every window", async () => {
  const id = await create({ name: "Short-lived", refresh: "live", criteria: named("x") });
  const list = await openWorkspace(browser, server, { path: "/crm-segments" });
  await list.getByRole("link", { name: "Short-lived" }).waitFor();
  const page = await openWorkspace(browser, server, { path: `/crm-segments/${id}` });
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete “Short-lived”" });
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("heading", { name: "Segments" }).waitFor();
  await list.getByRole("link", { name: "Short-lived" }).waitFor({ state: "detached" });
});

test("Sync fills the list and says when; another window sees it, too (S1, S3)", async () => {
  const list = await openWorkspace(browser, server, { path: "/crm-segments" });
  const page = await openWorkspace(browser, server, { path: "/crm-segments/new" });
  const complaints = complaintsOf(page.context());
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Claras");
  await page.getByRole("radio", { name: /^On sync/ }).check();
  await page.getByRole("button", { name: "Create segment" }).waitFor();
  expect(await page.getByRole("button", { name: "Create and sync" }).count()).toBe(1);
  const id = await create({ name: "All Claras", refresh: "on_sync", criteria: named("clara") });
  await list.getByRole("row", { name: /All Claras.*On sync.*Never/ }).waitFor();
  await page.goto(page.url().replace("/crm-segments/new", `/crm-segments/${id}`));
  await page.getByText("Sync it to put in everybody who matches.").waitFor();
  await page.getByRole("button", { name: "Sync All Claras" }).click();
  await page.getByRole("row", { name: /Clara Demo.*Name contains "clara"/ }).waitFor();
  await page.getByRole("tabpanel").getByText("just now").waitFor();
  await list.getByRole("row", { name: /All Claras.*On sync.*just now/ }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await axeViolations(list)).toEqual([]);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^contacts-.*\.csv$/);
  for (const dark of [false, true]) {
    await list.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    await list.setViewportSize({ width: dark ? 1440 : 360, height: 800 });
    await page.setViewportSize({ width: dark ? 1440 : 360, height: 800 });
    expect(await axeViolations(list)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test("A segment that was deleted by mistake is back with one press", async () => {
  const id = await create({ name: "Dear", refresh: "manual" });
  const list = await openWorkspace(browser, server, { path: "/crm-segments" });
  await list.getByRole("link", { name: "Dear" }).waitFor();
  const page = await openWorkspace(browser, server, { path: `/crm-segments/${id}` });
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await list.getByRole("link", { name: "Dear" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await list.getByRole("link", { name: "Dear" }).waitFor();
  await page.getByRole("link", { name: "Dear" }).waitFor();
});
