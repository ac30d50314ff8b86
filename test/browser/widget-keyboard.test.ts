import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { chatOf, until } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { startSite, type Site } from "../support/site.ts";

let server: TestServer;
let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  server = await startTestServer();
  site = await startSite({ server: server.baseUrl, settings: { key: server.widgetKey } });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
});

beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(site.url);
  await chatOf(page).launcher.waitFor();
});

afterEach(() => context.close());

/** The accessible name (or text) of what has the focus, inside the widget too. */
const focused = () =>
  page.evaluate(() => {
    const outside = document.activeElement;
    const inside = outside?.shadowRoot?.activeElement ?? outside;
    return inside?.ariaLabel ?? inside?.textContent?.trim();
  });
const reaches = (name: string) =>
  until(async () => (await focused()) === name, `the focus reaches “${name}”`);

test("By keyboard alone: reach the launcher, open, write, look around, close", async () => {
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Open chat");
  await page.keyboard.press("Enter");
  await reaches("Message");

  const chat = chatOf(page);
  await page.keyboard.type("First line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("second line");
  await page.keyboard.press("Enter");
  await chat.panel.getByText(/· Sent$/).waitFor();
  expect(await chat.texts()).toEqual(["First line\nsecond line"]);
  expect(await chat.input.inputValue()).toBe("");
  await reaches("Message");

  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Send message");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Close chat");
  for (const name of ["Send message", "Message", "Messages", "Close chat"]) {
    await page.keyboard.press("Shift+Tab");
    expect(await focused()).toBe(name);
  }
  await page.keyboard.press("Escape");
  expect(await focused()).toBe("Open chat");
  expect(await chat.panel.isVisible()).toBe(false);
  await page.keyboard.press("Space");
  await reaches("Message");
  await chat.panel.getByRole("button", { name: "Close chat" }).press("Enter");
  expect(await focused()).toBe("Open chat");
});

test("Enter that chooses a word of an input method sends nothing", async () => {
  const chat = chatOf(page);
  await chat.open();
  const devtools = await context.newCDPSession(page);
  const compose = { selectionStart: 2, selectionEnd: 2 };
  await devtools.send("Input.imeSetComposition", { text: "にほ", ...compose });
  await page.keyboard.press("Enter");
  await devtools.send("Input.imeSetComposition", { text: "日本", ...compose });
  await devtools.send("Input.insertText", { text: "日本" });
  expect(await chat.texts()).toEqual([]);
  await page.keyboard.press("Enter");
  await chat.log.getByText("日本").waitFor();
});

test("What was begun to be written is there when the chat is opened again", async () => {
  const chat = chatOf(page);
  await chat.open();
  await chat.input.fill("Not finished");
  await page.keyboard.press("Escape");
  await chat.open();
  expect(await chat.input.inputValue()).toBe("Not finished");
});

test("Blank text is not sent; too long a text says so and can be shortened (B1)", async () => {
  const chat = chatOf(page);
  await chat.open();
  await chat.write("  \n ");
  await chat.write("a".repeat(8_001));
  await chat.panel.getByText("8,001 of 8,000 characters").waitFor();
  expect(await chat.texts()).toEqual([]);
  await chat.input.press("Backspace");
  await chat.input.press("Enter");
  await chat.panel.getByText(/· Sent$/).waitFor();
  expect(await chat.texts()).toEqual(["a".repeat(8_000)]);
});

test("Closing by the site's own call does not take the focus from the site", async () => {
  const chat = chatOf(page);
  await chat.open();
  await page.getByRole("button", { name: "Something of the site" }).focus();
  await page.evaluate(() => {
    window.Tagalong?.("close");
  });
  await until(async () => !(await chat.panel.isVisible()), "the chat is closed");
  expect(await focused()).toBe("Something of the site");
});
