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

afterAll(async () => {
  await browser.close();
  await server.stop();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

async function openFirstConversation(page: Page) {
  await page.locator(".inbox-row").first().click();
  await deskOf(page).log.locator(".message-bubble").first().waitFor();
}

/** Each state of the workspace: how to come there from the inbox. */
const states: Record<string, (page: Page) => Promise<void>> = {
  "the inbox": async () => {},
  "a conversation": async (page) => {
    await openFirstConversation(page);
    await deskOf(page).tags.waitFor();
    await page.getByRole("region", { name: "Timeline" }).getByRole("listitem").first().waitFor();
  },
  "the tag picker": async (page) => {
    await openFirstConversation(page);
    await deskOf(page).tags.getByRole("button", { name: "Add tag" }).click();
    await page.keyboard.type("a new one");
    await deskOf(page)
      .option(/Create tag/)
      .waitFor();
  },
  "a menu": async (page) => {
    await openFirstConversation(page);
    await page.getByRole("button", { name: /^Priority:/ }).click();
    await page.getByRole("menuitemradio", { name: /Urgent/ }).waitFor();
  },
  "the shortcuts": async (page) => {
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  },
  "the contacts": async (page) => {
    await page.getByRole("link", { name: "Contacts" }).click();
    await page.getByRole("grid").waitFor();
  },
  "a contact": async (page) => {
    await page.getByRole("link", { name: "Contacts" }).click();
    await page.getByRole("grid").getByRole("link").first().click();
    await deskOf(page).segments.waitFor();
  },
  "the tags": async (page) => {
    await page.getByRole("link", { name: "Tags" }).click();
    await page.getByRole("table").waitFor();
  },
  "creating a tag": async (page) => {
    await page.getByRole("link", { name: "Tags" }).click();
    await page.getByRole("button", { name: "New tag" }).click();
    await page.keyboard.type("Early Adopter");
    await page.getByText("early-adopter").waitFor();
  },
  "the segments": async (page) => {
    await page.getByRole("link", { name: "Segments" }).click();
    await page.getByRole("table").waitFor();
  },
  "a segment": async (page) => {
    await page.getByRole("link", { name: "Segments" }).click();
    await page.getByRole("link", { name: "Enterprise" }).click();
    await page.getByRole("table").waitFor();
  },
};

describe.each(["light", "dark"] as const)("axe finds nothing wrong, %s:", (colorScheme) => {
  test("signing in", async () => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(`${server.baseUrl}/admin`);
    await page.getByLabel("Password").waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  test("every page and what opens on it", async () => {
    const page = await openWorkspace(browser, server, { colorScheme });
    const found: Record<string, string[]> = {};
    for (const [name, come] of Object.entries(states)) {
      await page.goto(`${server.baseUrl}/admin`);
      await page.locator(".inbox-row").first().waitFor();
      await come(page);
      const violations = await axeViolations(page);
      if (violations.length > 0) found[name] = violations;
    }
    expect(found).toEqual({});
  });

  test("one column of 320 px, without sideways scroll", async () => {
    const page = await openWorkspace(browser, server, { colorScheme, width: 320, height: 700 });
    await page.locator(".inbox-row").first().waitFor();
    const expectGood = async () => {
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    };
    await expectGood();
    await openFirstConversation(page);
    await expectGood();
    await page.getByRole("tab", { name: "Customer" }).click();
    await deskOf(page).tags.getByRole("button", { name: "Add tag" }).click();
    await deskOf(page).option("newsletter").waitFor();
    await expectGood();
  });
});
