import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { chatOf, until } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { deskOf, openShop, openWorkspace } from "../support/workspace.ts";

let server: TestServer;
let browser: Browser;
let shop: Page;
let page: Page;

beforeAll(async () => {
  server = await startTestServer();
  browser = await launchChromium();
  shop = await openShop(await browser.newContext(), server, "enterprise");
  await chatOf(shop).open();
  await chatOf(shop).send("By keyboard, please");
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

beforeEach(async () => {
  await page?.context().close();
  page = await openWorkspace(browser, server);
  await page.locator(".inbox-row").first().waitFor();
});

const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
  });
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const reaches = (name: string | RegExp) =>
  until(async () => {
    const now = await focused();
    return typeof name === "string" ? now === name : name.test(now);
  }, `the focus reaches ${name}`);

/** Walks down the list with j until the row is reached, and opens it. */
async function openByKeys(text: RegExp) {
  for (let step = 0; step < 20; step++) {
    await press("j");
    if (text.test(await focused())) break;
  }
  expect(await focused()).toMatch(text);
  await press("Enter");
}

test("By keyboard alone: find the conversation, tag the customer, reply, close (V3, T8)", async () => {
  await openByKeys(/By keyboard, please/);
  const desk = deskOf(page);
  await desk.log.getByText("By keyboard, please").waitFor();
  await desk.tags.waitFor();

  await press("t");
  await reaches("Find or create a contact tag");
  await page.keyboard.type("VIP Customer");
  await press("Enter");
  await desk.tag("vip-customer").waitFor();
  await page.keyboard.type("hot");
  await press("Enter");
  await desk.tag("hot-lead").waitFor();
  await press("Escape");
  await reaches("Add tag");

  await press("r");
  await reaches(/^Reply to/);
  await page.keyboard.type("All without a mouse.");
  await press("Enter");
  await chatOf(shop).log.getByText("All without a mouse.").waitFor();
  await press("Escape");

  await press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await press("/");
  expect(await focused()).toMatch(/^Status: /);
});

test("In the picker: arrows walk, Enter adds and keeps the list open, Escape clears then closes", async () => {
  await openByKeys(/All without a mouse|By keyboard/);
  const desk = deskOf(page);
  await desk.tags.waitFor();
  await press("t");
  await reaches("Find or create a contact tag");
  expect(await desk.picker.getAttribute("aria-activedescendant")).toBeNull();

  await press("ArrowDown", "ArrowDown", "ArrowUp");
  const active = page.locator(`[id="${await desk.picker.getAttribute("aria-activedescendant")}"]`);
  expect(await active.innerText()).toContain("beta");
  await press("Enter");
  await desk.tag("beta").waitFor();
  expect(await desk.option(/^beta/).count()).toBe(0);
  await desk.option(/churn-risk/).waitFor();

  await page.keyboard.type("zzz");
  await press("Escape");
  expect(await desk.picker.inputValue()).toBe("");
  await press("Escape");
  await reaches("Add tag");
});

test("Backspace in an empty input takes the last tag off and stays there; Ctrl+Z brings it back", async () => {
  await openByKeys(/All without a mouse|By keyboard/);
  const desk = deskOf(page);
  const removes = desk.tags.getByRole("button", { name: /^Remove / });
  await removes.last().waitFor();
  await press("t");
  await reaches("Find or create a contact tag");
  const last = ((await removes.last().getAttribute("aria-label")) ?? "").replace("Remove ", "");
  await press("Backspace");
  await desk.tag(last).waitFor({ state: "detached" });
  await reaches("Find or create a contact tag");
  await desk.tags.getByText(`Removed "${last}"`).waitFor();
  await press("Control+z");
  await desk.tag(last).waitFor();
  await press("Backspace");
  await desk.tag(last).waitFor({ state: "detached" });
  await desk.tags.getByText(`Removed "${last}"`).waitFor();
  await press("Escape");
  await reaches("Add tag");
  await press("Control+z");
  await desk.tag(last).waitFor();
});

test("Enter that chooses a word of an input method adds no tag (T8)", async () => {
  await openByKeys(/All without a mouse|By keyboard/);
  const desk = deskOf(page);
  await desk.tags.waitFor();
  await press("t");
  await reaches("Find or create a contact tag");
  const devtools = await page.context().newCDPSession(page);
  const compose = { selectionStart: 2, selectionEnd: 2 };
  await devtools.send("Input.imeSetComposition", { text: "とく", ...compose });
  await desk.option("Create tag “とく”").waitFor();
  await press("Enter");
  await devtools.send("Input.imeSetComposition", { text: "特", ...compose });
  await devtools.send("Input.insertText", { text: "特別" });
  await desk.option("Create tag “特別”").waitFor();
  expect(await desk.tags.getByRole("button", { name: /とく/ }).count()).toBe(0);
  await press("Enter");
  await desk.tag("特別").waitFor();
});

test("Single keys can be switched off, and stay off (WCAG 2.1.4)", async () => {
  await press("?");
  await page.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
  await press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.reload();
  await page.locator(".inbox-row").first().waitFor();
  await press("?", "j");
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
});
