import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { chatOf, complaintsOf } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { startSite, type Site } from "../support/site.ts";

let server: TestServer;
let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

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
  complaints = complaintsOf(context);
  page = await context.newPage();
});

afterEach(() => context.close());

/** Names of everything stored in this browser for the site. */
const stored = () =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
  }));

const globals = () => page.evaluate(() => Object.getOwnPropertyNames(window));

test("Across origins, under nonces, no styles and Trusted Types, a visitor opens the chat and is answered", async () => {
  await page.goto(site.url);
  const chat = chatOf(page);
  await chat.open();
  await chat.send("Does this work here?");
  expect(await chat.texts()).toEqual(["Does this work here?"]);
  const size = await chat.launcher.boundingBox();
  expect(size?.width, "the launcher has its style").toBe(56);
  expect(complaints).toEqual([]);
});

test("Nothing is stored and nothing but the loader is requested before the chat is opened", async () => {
  const requests: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  page.on("websocket", (socket) => requests.push(socket.url()));
  await page.goto(site.url);
  await chatOf(page).launcher.waitFor();
  await page.waitForLoadState("networkidle");
  expect(requests).toEqual([site.url, `${server.baseUrl}/widget.js`]);
  const nothing = { databases: [], local: [], session: [], cookies: "" };
  expect(await stored()).toEqual(nothing);
  expect(await context.cookies()).toEqual([]);
  await chatOf(page).open();
  expect((await stored()).databases).toHaveLength(1);
});

test("An opened chat without a message leaves nothing to be fetched on the next page", async () => {
  await page.goto(site.url);
  await chatOf(page).open();
  const requests: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  await page.reload();
  await chatOf(page).launcher.waitFor();
  await page.waitForLoadState("networkidle");
  expect(requests).toEqual([site.url, `${server.baseUrl}/widget.js`]);
});

test("It leaves no globals but Tagalong", async () => {
  await page.route("**/widget.js", (route) => route.abort());
  await page.goto(site.url);
  const before = new Set(await globals());
  expect(before).toContain("Tagalong");
  await page.unroute("**/widget.js");
  await page.reload();
  await chatOf(page).open();
  await chatOf(page).send("Hello");
  expect((await globals()).filter((name) => !before.has(name))).toEqual([]);
});

test("Shutdown takes everything off the page, and boot brings it back", async () => {
  await page.goto(site.url);
  const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
  await page.evaluate(() => {
    window.Tagalong?.("shutdown");
  });
  const before = await nodes();
  await page.evaluate((key) => {
    window.Tagalong?.("boot", { key });
    window.Tagalong?.("open");
  }, server.widgetKey);
  const connection = await page.waitForEvent("websocket");
  const chat = chatOf(page);
  await chat.send("Still there?");
  const closed = new Promise((resolve) => connection.once("close", resolve));
  await page.evaluate(() => {
    window.Tagalong?.("shutdown");
  });
  await closed;
  expect(await nodes()).toBe(before);
  expect(await page.locator("tagalong-chat").count()).toBe(0);
  await page.evaluate((key) => {
    window.Tagalong?.("boot", { key });
    window.Tagalong?.("open");
  }, server.widgetKey);
  await chat.log.getByText("Still there?").waitFor();
  expect(complaints).toEqual([]);
});

test("Closed it is at most 10 nodes, open and empty at most 60, and it shifts nothing", async () => {
  await page.goto(site.url);
  const nodes = () =>
    page.evaluate(() => {
      const host = document.querySelector("tagalong-chat");
      return 1 + (host?.shadowRoot?.querySelectorAll("*").length ?? 0);
    });
  await chatOf(page).launcher.waitFor();
  expect(await nodes()).toBeLessThanOrEqual(10);
  await chatOf(page).open();
  await chatOf(page).panel.getByText("Ask us anything").waitFor();
  expect(await nodes()).toBeLessThanOrEqual(60);
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          resolve(
            list.getEntries().reduce((sum, entry) => sum + Number(Reflect.get(entry, "value")), 0),
          );
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(resolve, 300, 0);
      }),
  );
  expect(shift).toBe(0);
});

test("A wrong call is reported and breaks nothing", async () => {
  await page.goto(site.url);
  await chatOf(page).launcher.waitFor();
  await page.evaluate(() => {
    const call = window.Tagalong as unknown as (...parts: unknown[]) => void;
    call("boots");
    call("boot");
    call("on", "open", () => {
      throw new Error("the site's own mistake");
    });
  });
  await chatOf(page).open();
  expect(complaints.join("\n")).toContain("the site's own mistake");
  expect(complaints).toHaveLength(3);
});
