import { readFileSync } from "node:fs";
import type { Browser, FileChooser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
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
  await fetch(`${server.baseUrl}/api/crm/tags`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "vip-customer" }),
  });
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const openImport = (options: OpenOptions = {}) =>
  openWorkspace(browser, server, { path: "/contacts/import", ...options });

const choose = (page: Page, content: string | Buffer, name = "people.csv") =>
  page
    .getByLabel("CSV file")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });

const importAs = (page: Page, column: string) =>
  page.getByRole("combobox", { name: `Import ${column} as` });

const figure = (page: Page, name: string) =>
  page
    .locator(".import-count", { has: page.getByText(name, { exact: true }) })
    .getByRole("definition");

async function contacts(search: string) {
  const answer = await fetch(`${server.baseUrl}/api/crm/contacts?q=${encodeURIComponent(search)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { items } = (await answer.json()) as { items: { name: string; phone: string }[] };
  return items;
}

const people = [
  "Full name;E-Mail;Mobile;Tags;Shoe size",
  "Änne Müller;anne@import.example;0151 23456789;vip-customer;38",
  "Ben Adams;ben@import.example;+1 212 555 0123;;42",
  "Nobody;not an email;;;",
  "Cleo;cleo@import.example;;unheard-of;",
].join("\r\n");

test("A file becomes contacts in three steps, and what was refused can be saved (C5)", async () => {
  const page = await openImport();
  await choose(page, people);
  await page.getByRole("heading", { name: "people.csv" }).waitFor();
  expect(await importAs(page, "Full name").inputValue()).toBe("name");
  expect(await importAs(page, "E-Mail").inputValue()).toBe("email");
  expect(await importAs(page, "Mobile").inputValue()).toBe("phone");
  expect(await importAs(page, "Shoe size").inputValue()).toBe("ignore");
  await page.getByLabel("Phone numbers without + are from").selectOption({ label: "Germany" });
  await page.getByText(/2 refused and listed for you/).waitFor();
  await page
    .getByRole("row", { name: /E-Mail/ })
    .getByText("1 row")
    .waitFor();
  await page.getByText("There is no tag “unheard-of”.").waitFor();
  // A reload loses nothing.
  await page.reload();
  await page.getByRole("heading", { name: "people.csv" }).waitFor();
  await page.getByLabel("Phone numbers without + are from").selectOption({ label: "Germany" });
  await page.getByText(/2 new contacts/).waitFor();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("heading", { name: "Imported" }).waitFor();
  expect(await figure(page, "Created").innerText()).toBe("2");
  expect(await figure(page, "Refused").innerText()).toBe("2");
  const run = page.getByRole("region", { name: "Import", exact: true });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    run.getByRole("button", { name: "Refused rows" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("people-refused.csv");
  const refused = readFileSync(await download.path(), "utf8");
  expect(refused).toContain("4,");
  expect(refused).toContain("not an email");
  expect(await contacts("import.example")).toHaveLength(2);
  expect(await contacts("anne@import.example")).toMatchObject([
    { name: "Änne Müller", phone: "+4915123456789" },
  ]);
});

test("A file that is none, or is read wrongly, says so and can be read otherwise (B7)", async () => {
  const page = await openImport();
  await choose(page, "PK\u0003\u0004", "book.csv");
  await page
    .getByRole("alert")
    .getByText(/Excel workbook/)
    .waitFor();
  await choose(page, "Email,Name\r\n");
  await page
    .getByRole("alert")
    .getByText(/header only/)
    .waitFor();
  await choose(page, Buffer.from("Name;E-Mail\nIlan;žena@example.org\n", "utf8"));
  await page.getByLabel("Divided by").selectOption(",");
  await importAs(page, "Name;E-Mail").waitFor();
  await page.getByLabel("Divided by").selectOption(";");
  await importAs(page, "E-Mail").waitFor();
  await page.getByLabel("Letters").selectOption("windows-1252");
  await page.getByText(/Å¾ena/).waitFor();
});

/** Pressed until it opens: a busy browser may not count a first press as somebody's. */
async function chooserOf(page: Page): Promise<FileChooser> {
  for (let tries = 0; tries < 10; tries++) {
    const opened = page.waitForEvent("filechooser", { timeout: 3_000 }).catch(() => null);
    await page.getByRole("button", { name: "Choose a file" }).press("Enter");
    const chooser = await opened;
    if (chooser) return chooser;
  }
  throw new Error("No file chooser opened.");
}

test("The whole way goes by the keyboard alone", async () => {
  const page = await openImport();
  const file = await chooserOf(page);
  await file.setFiles({
    name: "keys.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Email\nkeys@import.example\n"),
  });
  await page.getByText(/1 new contact[,.]/).waitFor();
  const start = page.getByRole("button", { name: "Import", exact: true });
  for (let step = 0; step < 30; step++) {
    if (await start.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Imported" }).waitFor();
});

test("The list is saved as CSV with its filter, and says how many that were (C4)", async () => {
  const page = await openWorkspace(browser, server, { path: "/contacts?q=import.example" });
  await page.getByRole("grid").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^contacts-[\dTZ-]+\.csv$/);
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines[0]).toBe("\uFEFFPhone,Display name,Tags,First seen,Last seen");
  expect(lines).toContain("'+4915123456789,Änne Müller,vip-customer,,");
  const exported = lines.length - 1;
  await page.getByText(`Exported ${exported} contacts.`).waitFor();

  await page.getByRole("button", { name: "Export with more columns" }).click();
  const dialog = page.getByRole("dialog", { name: "Export contacts" });
  await dialog.getByRole("checkbox", { name: "Email" }).check();
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Export", exact: true }).click();
  const tray = page.getByRole("region", { name: "Background jobs" });
  const saved = tray.getByRole("button", { name: /^contacts-.*\.csv$/ });
  const [whole] = await Promise.all([page.waitForEvent("download"), saved.first().click()]);
  const text = readFileSync(await whole.path(), "utf8");
  expect(text).toContain("anne@import.example");
  expect(text.trimEnd().split("\r\n")).toHaveLength(lines.length);
});

test("Where nobody matches, nothing is saved and that is said (C4)", async () => {
  const page = await openWorkspace(browser, server, { path: "/contacts?q=nobody-at-all" });
  await page.getByRole("button", { name: "Export CSV" }).click();
  await page.getByText("No contacts match these filters.").waitFor();
});

test("Who may not manage contacts is told so", async () => {
  const page = await openImport();
  await page.route("**/api/me", async (route) => {
    const answer = await route.fetch();
    const me = (await answer.json()) as { permissions: string[] };
    const permissions = me.permissions.filter((each) => each !== "manage contacts");
    await route.fulfill({ response: answer, json: { ...me, permissions } });
  });
  await page.reload();
  await page
    .getByText(/Manage contacts|manage contacts/)
    .first()
    .waitFor();
  expect(await page.getByRole("button", { name: "Choose a file" }).count()).toBe(0);
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.each([1440, 360])("importing is sound and fits at %i px", async (width) => {
    const page = await openImport({ width, height: 800, colorScheme });
    const look = async (state: string) => {
      expect(await axeViolations(page), state).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${state} fits`).toBe(0);
      const { TRANSFER_PICTURES: folder } = process.env;
      if (!folder) return;
      await page.screenshot({ path: `${folder}/${state}-${width}-${colorScheme}.png` });
      const below = page.locator(".page");
      await below.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await page.screenshot({ path: `${folder}/${state}-${width}-${colorScheme}-below.png` });
    };
    await page.getByRole("button", { name: "Choose a file" }).waitFor();
    await look("file");
    await choose(page, "PK\u0003\u0004", "book.csv");
    await page.getByRole("alert").getByText(/Excel/).waitFor();
    await look("refused");
    await choose(page, people);
    await page.getByText(/refused and listed for you/).waitFor();
    await look("columns");
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByRole("heading", { name: "Imported" }).waitFor();
    await look("done");
  });
});
