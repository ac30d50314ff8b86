import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { deskOf, openWorkspace } from "../support/workspace.ts";

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

const open = async (path: string, options: object = {}) =>
  await openWorkspace(browser, server, { path, ...options });
const fact = (page: Page, text: string) => page.locator(".record-facts").getByText(text).waitFor();

test("A lead is created for a contact by keyboard, tagged and found by its tag (K1, T8)", async () => {
  const page = await open("/crm/leads");
  await page.getByRole("button", { name: "New lead" }).press("Enter");
  await page.keyboard.type("Wants the large plan");
  const contact = page.getByRole("combobox", { name: "Contact" });
  await contact.focus();
  await page.keyboard.type("Ada");
  await page.getByRole("option", { name: /Ada Demo/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByLabel("Score").fill("88");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Wants the large plan" }).waitFor();
  await fact(page, "88");

  const desk = deskOf(page);
  await desk.addTag("hot-lead");
  await desk.tag("hot-lead").waitFor();
  await page.getByRole("link", { name: "All leads" }).click();
  await page.getByRole("button", { name: "Filter by tag" }).click();
  await page.getByRole("combobox", { name: "Find a tag" }).fill("hot-lead");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Came from the newsletter" }).waitFor({ state: "hidden" });
  await page.getByRole("link", { name: "Wants the large plan" }).waitFor();
  expect(page.url()).toContain("tag=");
});

test("A deal moves to another stage in one window and shows it in the other (K1)", async () => {
  const one = await open("/crm/deals");
  await one.getByRole("link", { name: "Renewal" }).click();
  await one.getByRole("heading", { name: "Renewal" }).waitFor();
  const other = await open(new URL(one.url()).pathname.replace("/admin", ""));
  await fact(other, "Proposal");
  await one.getByRole("button", { name: "Edit" }).click();
  await one.getByLabel("Stage").selectOption({ label: "Won" });
  await one.getByLabel("Value").fill("12,50");
  await one.getByRole("button", { name: "Save" }).click();
  await fact(other, "Won");
  await fact(other, "12.50");
});

test("What is wrong is said at its field, and nothing is stored", async () => {
  const page = await open("/crm/deals");
  await page.getByRole("button", { name: "New deal" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create" }).click();
  await dialog.getByText("Choose whose deal it is.").waitFor();
  await dialog.getByRole("combobox", { name: "Contact" }).fill("Ada");
  await dialog.getByRole("option", { name: /Ada Demo/ }).click();
  await dialog.getByLabel("Title").fill("Priceless");
  await dialog.getByLabel("Value").fill("a lot");
  await dialog.getByRole("button", { name: "Create" }).click();
  await dialog.getByText("An amount has digits").waitFor();
  await page.keyboard.press("Escape");
  expect(await page.getByText("Priceless").count()).toBe(0);
});

test("A contact shows what hangs on it, and a lead is added there (C3)", async () => {
  const page = await open("/crm/leads");
  await page
    .getByRole("row", { name: /Second shop/ })
    .locator(".records-contact")
    .click();
  const leads = page.getByRole("region", { name: "Leads" });
  await leads.getByRole("link", { name: "Second shop" }).waitFor();
  await leads.getByRole("button", { name: "Add lead" }).click();
  await page.getByRole("dialog").getByLabel("Title").fill("Third shop");
  await page.keyboard.press("Enter");
  await leads.getByRole("link", { name: "Third shop" }).waitFor();
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.each([1440, 360])("lists, records and dialogs are sound and fit at %i px", async (width) => {
    const page = await open("/crm/deals", { colorScheme, width });
    const sound = async () => {
      expect(await axeViolations(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    };
    await page.getByRole("link", { name: "Pilot" }).waitFor();
    await sound();
    await page.getByRole("link", { name: "Pilot" }).click();
    await page.getByRole("heading", { name: "Pilot" }).waitFor();
    await sound();
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByRole("dialog").waitFor();
    await sound();
  });
});
