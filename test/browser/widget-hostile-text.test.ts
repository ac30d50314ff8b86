import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chatOf } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { injections } from "../support/injections.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { startSite, type Site } from "../support/site.ts";

let server: TestServer;
let site: Site;
let browser: Browser;
let page: Page;
let dialogs = 0;

beforeAll(async () => {
  server = await startTestServer();
  site = await startSite({ server: server.baseUrl, settings: { key: server.widgetKey } });
  browser = await launchChromium();
  // The site's policy would stop what got through; here nothing but the widget does.
  const context = await browser.newContext({ bypassCSP: true });
  page = await context.newPage();
  page.on("dialog", (dialog) => {
    dialogs++;
    void dialog.dismiss();
  });
  await page.goto(site.url);
  await chatOf(page).open();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
});

const harm = () =>
  page.evaluate(() => {
    const root = document.querySelector("tagalong-chat")?.shadowRoot;
    const links = [...(root?.querySelectorAll("a") ?? [])].map(({ href }) => href);
    return {
      executed: Reflect.get(window, "executed") ?? 0,
      elements: root?.querySelectorAll(".bubble :not(a), script, iframe, img, object").length,
      links: links.filter((href) => !/^https?:/.test(href)),
    };
  });

test("60 script injections written by the visitor are shown as the text they are (B4)", async () => {
  const chat = chatOf(page);
  expect(injections).toHaveLength(60);
  for (const text of injections) await chat.write(text);
  await chat.panel.getByText(/· Sent$/).waitFor();
  const shown = await chat.log
    .locator(".bubble")
    .evaluateAll((bubbles) => bubbles.map((bubble) => bubble.textContent));
  expect(shown).toEqual(injections);
  expect(await harm()).toEqual({ executed: 0, elements: 0, links: [] });
  expect(dialogs).toBe(0);
});

test("So are they when a teammate writes them, and when the page is loaded again", async () => {
  const agent = await server.connectAgent();
  const kept = await page.evaluate(() => String(Object.values(localStorage)[0]));
  const conversationId = Number.parseInt(kept, 10);
  for (const text of injections) {
    const clientId = crypto.randomUUID();
    await agent.emitWithAck("message:send", { clientId, conversationId, text });
  }
  const chat = chatOf(page);
  await chat.log
    .getByText(injections.at(-1) ?? "", { exact: true })
    .nth(1)
    .waitFor();
  await page.reload();
  await chat.open();
  await chat.log
    .getByText(injections.at(-1) ?? "", { exact: true })
    .first()
    .waitFor();
  expect(await harm()).toEqual({ executed: 0, elements: 0, links: [] });
  expect(dialogs).toBe(0);
});
