import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../support/chat.ts";
import { chromiumFlags, chromiumPath } from "../support/chromium.ts";
import { extensionDir, extensionOrigin } from "../support/extension.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";

// Playwright does not list side panels; Puppeteer, over a pipe, presses the icon and reads the panel.

let server: TestServer;
let browser: Browser;
let tab: Page;

beforeAll(async () => {
  server = await startTestServer();
  browser = await puppeteer.launch({
    executablePath: chromiumPath(),
    pipe: true,
    enableExtensions: [extensionDir],
    args: chromiumFlags,
  });
  await browser.waitForTarget((target) => target.type() === "service_worker");
  tab = await browser.newPage();
  await tab.goto(`${server.baseUrl}/demo`);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Presses the extension's icon in a tab's window and waits for the panel's page. */
async function openSidePanel(): Promise<Page> {
  const extensions = await browser.extensions();
  const [extension] = extensions.values();
  if (!extension) throw new Error("The extension is not installed.");
  const wanted = `${extensionOrigin}/panel.html`;
  let panel = browser.targets().find((target) => target.url().startsWith(wanted));
  // The icon says nothing until the background has its listener.
  await until(async () => {
    await extension.triggerAction(tab);
    panel = browser.targets().find((target) => target.url().startsWith(wanted));
    return panel !== undefined;
  }, "the icon opens the panel");
  if (!panel) throw new Error("There is no panel.");
  return panel.asPage();
}

test("The icon opens the real side panel in any tab; it pairs and shows the conversations", async () => {
  const panel = await openSidePanel();
  await panel.locator("::-p-aria(Server address)").fill(server.baseUrl);
  const opened = browser.waitForTarget((target) => target.url().includes("/admin/pair?code="));
  await panel.locator("::-p-aria(Connect)").click();
  const pairing = await (await opened).asPage();
  const [agent] = server.agents;
  if (!agent) throw new Error("The demo has an admin.");
  await pairing.locator("::-p-aria(Email)").fill(agent.email);
  await pairing.locator("::-p-aria(Password)").fill(agent.password);
  await pairing.locator("::-p-aria([name='Sign in'][role='button'])").click();
  await pairing.locator("::-p-aria([name='Approve'][role='button'])").click();
  await panel.locator(".inbox-row").wait();
  expect(await panel.evaluate(() => innerWidth)).toBeGreaterThanOrEqual(320);
  expect(await panel.evaluate(() => innerWidth)).toBeLessThanOrEqual(400);

  await panel.locator(".inbox-row").click();
  await panel.locator(".message-bubble").wait();
  await panel.locator("::-p-aria([name='Customer'][role='tab'])").click();
  await panel.locator("::-p-aria([name='Tags'][role='region'])").wait();
  await panel.locator("::-p-aria([name='Segments'][role='region'])").wait();
});
