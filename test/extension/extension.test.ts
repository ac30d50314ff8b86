import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { chatOf, complaintsOf } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import {
  extensionDir,
  launchWithExtension,
  openExtensionPage,
  pair,
  type ExtensionBrowser,
} from "../support/extension.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { deskOf, openShop, openWorkspace } from "../support/workspace.ts";

let server: TestServer;
let extension: ExtensionBrowser;
let other: Browser;
let shop: Page;
let panel: Page;
let complaints: string[];

beforeAll(async () => {
  server = await startTestServer();
  extension = await launchWithExtension();
  complaints = complaintsOf(extension.context);
  other = await launchChromium();
  shop = await openShop(await other.newContext(), server, "enterprise");
});

afterAll(async () => {
  await extension.close();
  await other.close();
  await server.stop();
});

describe("the built extension", () => {
  const read = (file: string) => readFileSync(join(extensionDir, file), "utf8");
  const manifest = JSON.parse(read("manifest.json")) as Record<string, unknown>;

  test("asks for nothing that shows a warning, and no page's content", () => {
    expect(manifest).toMatchObject({
      permissions: ["storage", "sidePanel"],
      minimum_chrome_version: "148",
      side_panel: { default_path: "panel.html" },
    });
    for (const key of ["host_permissions", "content_scripts", "optional_host_permissions"]) {
      expect(manifest).not.toHaveProperty(key);
    }
  });

  test("starts a background that is its own and holds no state", () => {
    const background = manifest["background"] as { service_worker: string };
    const loader = read(background.service_worker);
    expect(loader).toMatch(/^import '\.\/assets\/background\.ts-[\w-]+\.js';\s*$/);
    expect(read(/assets\/[^']+/.exec(loader)?.[0] ?? "")).not.toMatch(/socket|setInterval/);
  });
});

test("The panel pairs by a code that a signed-in agent approves, never by opening a page", async () => {
  panel = await openExtensionPage(extension.context, "panel.html");
  await panel.getByLabel("Server address").fill("not a server");
  await panel.getByRole("button", { name: "Connect" }).click();
  await panel.getByText(/Type the address of your Tagalong server/).waitFor();
  expect(await axeViolations(panel)).toEqual([]);
  await pair(panel, server, "senior@demo.example");
  await panel.locator(".inbox-row").first().waitFor();
});

test("A conversation arrives in the panel and shows the customer's segments and tags", async () => {
  await chatOf(shop).open();
  await chatOf(shop).send("Can you see me in every tab?");
  const desk = deskOf(panel);
  await desk.row(/Can you see me in every tab/).click();
  await desk.log.getByText("Can you see me in every tab?").waitFor();
  await panel.getByRole("list", { name: "Segments and tags" }).getByText("Enterprise").waitFor();
  await panel.getByRole("tab", { name: "Customer" }).click();
  await desk.segments.getByText('Plan is "enterprise"').waitFor();
  await desk.conversation.getByText("High priority").waitFor();
});

test("The panel's picker tags, its reply is answered, and /admin sees both live (T8)", async () => {
  const admin = await openWorkspace(other, server, { path: new URL(panel.url()).hash.slice(1) });
  const [here, there] = [deskOf(panel), deskOf(admin)];
  await here.addTag("VIP Customer");
  await here.tag("vip-customer").waitFor();
  await there.tag("vip-customer").waitFor();
  await there.tags.getByText(/Manual \(agent\)/).waitFor();
  await panel.getByRole("tab", { name: "Chat" }).click();
  await here.reply("In every tab.");
  await chatOf(shop).log.getByText("In every tab.").waitFor();
  await there.log.getByText("In every tab.").waitFor();
});

test("The panel stays in its 360 px and is clean to axe", async () => {
  expect(await axeViolations(panel)).toEqual([]);
  expect(await panel.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("The extension's workspace is the same app as /admin, signed in by the same pairing", async () => {
  const opened = extension.context.waitForEvent("page");
  await panel.getByRole("link", { name: "Back to the list" }).click();
  await panel.getByRole("button", { name: "Open the workspace" }).click();
  const workspace = await opened;
  await workspace.setViewportSize({ width: 1440, height: 900 });
  await workspace.getByRole("navigation", { name: "Areas" }).waitFor();
  await deskOf(workspace)
    .row(/In every tab/)
    .click();
  await deskOf(workspace).log.getByText("Can you see me in every tab?").waitFor();
  await deskOf(workspace).tag("vip-customer").waitFor();
  await workspace.getByRole("link", { name: "Segments", exact: true }).click();
  await workspace.getByRole("link", { name: "Enterprise" }).click();
  await workspace.getByRole("heading", { name: "Enterprise", level: 1 }).waitFor();
  await workspace.goBack();
  await workspace.getByRole("heading", { name: "Segments", level: 1 }).waitFor();
  await workspace.close();
});

test("The pairing outlives the page, and ends when the agent revokes it", async () => {
  await panel.reload();
  await panel.locator(".inbox-row").first().waitFor();
  const headers = { authorization: `Bearer ${await server.signIn("senior@demo.example")}` };
  const answer = await fetch(`${server.baseUrl}/api/sessions`, { headers });
  for (const { id, current } of (await answer.json()) as { id: string; current: boolean }[]) {
    if (current) continue;
    await fetch(`${server.baseUrl}/api/sessions/${id}`, { method: "DELETE", headers });
  }
  await panel.getByText("Your sign-in has ended. Sign in again.").waitFor({ timeout: 5_000 });
  await panel.getByLabel("Server address").waitFor();
});

test("Nothing of it complained", () => {
  expect(complaints).toEqual([]);
});
