import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { openWorkspace } from "../support/workspace.ts";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await startTestServer();
  browser = await launchChromium();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

test("The limit is lowered, and an open picker of another window says why it offers nothing (T7)", async () => {
  const other = await openWorkspace(browser, server, { path: "/contacts/1" });
  const tags = other.getByRole("region", { name: "Tags", exact: true });
  await tags.getByRole("button", { name: "Add tag" }).click();
  await tags.getByRole("combobox", { name: "Find or create a contact tag" }).waitFor();

  const page = await openWorkspace(browser, server, { path: "/settings/tags" });
  await page.getByRole("button", { name: "Tags per record" }).click();
  const dialog = page.getByRole("dialog", { name: "Tags per record" });
  await dialog.getByLabel("Most tags on one record").fill("1");
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await tags.getByText("A contact holds at most 1 tag. Remove one to add another.").waitFor();
  expect(await tags.getByRole("option").count()).toBe(0);

  await page.getByRole("button", { name: "Tags per record" }).click();
  await dialog.getByRole("radio", { name: "Any number" }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await tags.getByRole("option").first().waitFor();
});

test("Several deleted tags are restored together (T5)", async () => {
  const page = await openWorkspace(browser, server, { path: "/audiences/contact-tags" });
  await page.getByRole("table").waitFor();
  for (const name of ["First", "Second"]) {
    await page.getByRole("button", { name: "New tag" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  const choose = (name: string) =>
    page.getByRole("checkbox", { name: `Choose ${name}`, exact: true }).check();
  await choose("first");
  await choose("second");
  await page.getByRole("button", { name: "Delete selected" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^Show:/ }).click();
  await page.getByRole("menuitemradio", { name: "Deleted only" }).click();
  await choose("first");
  await choose("second");
  await page.getByRole("button", { name: "Restore selected" }).click();
  await page.locator(".toast").getByText("Tags restored", { exact: true }).waitFor();
  await page.getByRole("button", { name: /^Show:/ }).click();
  await page.getByRole("menuitemradio", { name: "Active" }).click();
  await page.getByRole("checkbox", { name: "Choose first", exact: true }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
});
