import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { chromiumFlags, chromiumPath } from "./chromium.ts";
import type { TestServer } from "./running-server.ts";
import { signInTo } from "./workspace.ts";

/** The built Chromium extension, as a person loads it unpacked. */
export const extensionDir = join(import.meta.dirname, "../../extension/dist/chromium");

/** The origin that the manifest's key pins. */
export const extensionOrigin = "chrome-extension://bhmmdhhafemccjghpbanmmpomlpolcoe";

/** Both are needed: without the second no extension is loaded. */
export const extensionFlags = [
  `--load-extension=${extensionDir}`,
  `--disable-extensions-except=${extensionDir}`,
];

export type ExtensionBrowser = { context: BrowserContext; close(): Promise<void> };

/** A browser with the real extension and a profile of its own. */
export async function launchWithExtension(): Promise<ExtensionBrowser> {
  const profile = mkdtempSync(join(tmpdir(), "tagalong-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    ignoreDefaultArgs: ["--disable-extensions"],
    args: [...chromiumFlags, ...extensionFlags],
  });
  if (context.serviceWorkers().length === 0) await context.waitForEvent("serviceworker");
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** A page of the extension: its panel in the panel's own width, or its workspace. */
export async function openExtensionPage(
  context: BrowserContext,
  file: "panel.html" | "workspace.html",
  path = "",
): Promise<Page> {
  const page = await context.newPage();
  const [width, height] = file === "panel.html" ? [360, 760] : [1440, 900];
  await page.setViewportSize({ width, height });
  await page.goto(`${extensionOrigin}/${file}${path && `#${path}`}`);
  return page;
}

/** Pairs as an agent does: names the server, signs in on its tab, compares the code, approves. */
export async function pair(panel: Page, server: TestServer, email?: string): Promise<void> {
  const opened = panel.context().waitForEvent("page");
  await panel.getByLabel("Server address").fill(server.baseUrl);
  await panel.getByRole("button", { name: "Connect" }).click();
  const code = await panel.locator(".pairing-code").innerText();
  const tab = await opened;
  await signInOnTab(tab, server, email);
  await tab.getByText(code).waitFor();
  await tab.getByText("Chrome on Linux").waitFor();
  await tab.getByRole("button", { name: "Approve" }).click();
  await tab.getByText("Browser connected").waitFor();
  await tab.close();
  await panel.getByRole("button", { name: /Account menu$/ }).waitFor();
}

async function signInOnTab(tab: Page, server: TestServer, email?: string): Promise<void> {
  const form = tab.getByLabel("Password");
  await form
    .or(tab.getByRole("button", { name: "Approve" }))
    .first()
    .waitFor();
  if (await form.isVisible()) await signInTo(tab, server, email, "Approve");
}
