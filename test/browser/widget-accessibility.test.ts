import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { chatOf, until } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import {
  startTestServer,
  type AgentConnection,
  type TestServer,
} from "../support/running-server.ts";
import { startSite, type Site } from "../support/site.ts";

let server: TestServer;
let site: Site;
let browser: Browser;
let agent: AgentConnection;
let context: BrowserContext | undefined;

beforeAll(async () => {
  server = await startTestServer();
  site = await startSite({ server: server.baseUrl, settings: { key: server.widgetKey } });
  browser = await launchChromium();
  agent = await server.connectAgent();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
});

afterEach(() => context?.close());

async function visit(options: BrowserContextOptions = {}, url = site.url): Promise<Page> {
  context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(url);
  await chatOf(page).launcher.waitFor();
  return page;
}

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** The panel's animation is over, so that colours are what they are. */
const atRest = (page: Page) =>
  until(
    () =>
      page.evaluate(() => {
        const panel = document.querySelector("tagalong-chat")?.shadowRoot?.querySelector(".panel");
        return (panel?.getAnimations() ?? []).length === 0;
      }),
    "the panel stands still",
  );

/** Sends from the visitor; answers from the agent with a link. */
async function talk(page: Page): Promise<number> {
  const chat = chatOf(page);
  const started = new Promise<number>((resolve) => {
    agent.once("conversation", ({ id }) => resolve(id));
  });
  await chat.send("Where is my parcel?");
  const conversationId = await started;
  await agent.emitWithAck("message:send", {
    clientId: crypto.randomUUID(),
    conversationId,
    text: "Here: https://example.com/parcel",
  });
  await chat.log.getByRole("link").waitFor();
  return conversationId;
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing in any state, ${colorScheme}`, async () => {
    const page = await visit({ colorScheme });
    const chat = chatOf(page);
    expect(await axeViolations(page), "launcher").toEqual([]);

    await chat.open();
    await chat.panel.getByText("Ask us anything").waitFor();
    await atRest(page);
    expect(await axeViolations(page), "empty").toEqual([]);

    const conversationId = await talk(page);
    await agent.emitWithAck("conversation:watch", { conversationId, sequence: 0 });
    agent.emit("typing", { conversationId });
    await chat.panel.getByText(/is typing$/).waitFor();
    expect(await axeViolations(page), "with messages").toEqual([]);

    await page.evaluate(() => {
      window.Tagalong?.("context", { groups: [7 as unknown as string] });
    });
    await chat.write("Refused");
    await chat.panel.getByText("Not sent").waitFor();
    await chat.input.fill("a".repeat(8_001));
    await chat.panel.getByText("8,001 of 8,000").waitFor();
    expect(await axeViolations(page), "failed, and too long").toEqual([]);

    await page.keyboard.press("Escape");
    await agent.emitWithAck("message:send", {
      clientId: crypto.randomUUID(),
      conversationId,
      text: "Are you there?",
    });
    await page.getByRole("button", { name: "Open chat, 1 unread" }).waitFor();
    expect(await axeViolations(page), "unread").toEqual([]);

    await page.evaluate((key) => {
      window.Tagalong?.("boot", { key: `${key}x` });
      window.Tagalong?.("open");
    }, server.widgetKey);
    await chat.panel.getByRole("alert").waitFor();
    await atRest(page);
    expect(await axeViolations(page), "refused").toEqual([]);
  });
}

test("On a phone it fills the screen, its text is large enough not to zoom, and axe finds nothing", async () => {
  const page = await visit(phone);
  const chat = chatOf(page);
  await chat.open();
  await talk(page);
  await atRest(page);
  expect(await chat.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  const size = await chat.input.evaluate((input) =>
    Number.parseFloat(getComputedStyle(input).fontSize),
  );
  expect(size).toBeGreaterThanOrEqual(16);
  expect(await chat.launcher.isVisible()).toBe(false);
  expect(await axeViolations(page)).toEqual([]);
  await chat.panel.getByRole("button", { name: "Close chat" }).tap();
  await chat.launcher.waitFor();
});

test("On a right-to-left page the launcher and the panel stand on the left", async () => {
  const { baseUrl, widgetKey: key } = server;
  const rtl = await startSite({ server: baseUrl, settings: { key }, direction: "rtl" });
  const page = await visit({ viewport: { width: 1000, height: 700 } }, rtl.url);
  const chat = chatOf(page);
  expect((await chat.launcher.boundingBox())?.x).toBe(20);
  await chat.open();
  await talk(page);
  expect((await chat.panel.boundingBox())?.x).toBe(20);
  const [question, answer] = await Promise.all(
    [0, 1].map((at) => chat.log.locator(".bubble").nth(at).boundingBox()),
  );
  expect(question?.x, "the visitor's own message is on the left").toBeLessThan(answer?.x ?? 0);
  await rtl.close();
});

test("Where less motion is asked for, nothing moves", async () => {
  const page = await visit({ reducedMotion: "reduce" });
  const chat = chatOf(page);
  await chat.launcher.click();
  await chat.input.waitFor();
  await talk(page);
  const running = await page.evaluate(() => document.getAnimations().length);
  expect(running).toBe(0);
});

test("With forced colours every part still has an edge", async () => {
  const page = await visit({ forcedColors: "active" });
  const chat = chatOf(page);
  await chat.open();
  await talk(page);
  const edge = (selector: string) =>
    page
      .locator(`tagalong-chat ${selector}`)
      .first()
      .evaluate((element) => getComputedStyle(element).borderTopStyle);
  for (const part of [".launcher", ".panel", ".bubble", ".send", ".composer"]) {
    expect(await edge(part), part).toBe("solid");
  }
});

test("Messages are announced as a log, quietly while the history is loading", async () => {
  const page = await visit();
  const chat = chatOf(page);
  await chat.open();
  await talk(page);
  expect(await chat.log.getAttribute("aria-busy")).toBe("false");
  expect(await chat.panel.getAttribute("aria-label")).toBe("Chat with Demo Shop");
  await chat.input.press("Escape");
  expect(await chat.launcher.getAttribute("aria-expanded")).toBe("false");
});
