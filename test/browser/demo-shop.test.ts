import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { chatOf, complaintsOf, until } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import {
  startTestServer,
  type AgentConnection,
  type TestServer,
} from "../support/running-server.ts";

let server: TestServer;
let browser: Browser;
let agent: AgentConnection;
let context: BrowserContext;
let page: Page;
let complaints: string[];
const inbox = new Map<number, Conversation>();

beforeAll(async () => {
  server = await startTestServer();
  browser = await launchChromium();
  agent = await server.connectAgent();
  agent.on("conversation", (conversation) => inbox.set(conversation.id, conversation));
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

beforeEach(async () => {
  inbox.clear();
  context = await browser.newContext();
  complaints = complaintsOf(context);
  page = await context.newPage();
  await page.goto(`${server.baseUrl}/demo`);
});

afterEach(() => context.close());

const become = (label: string) => page.getByRole("radio", { name: label }).check();

async function arrived(preview: string): Promise<Conversation> {
  const find = () => [...inbox.values()].find((each) => each.preview === preview);
  await until(() => find() !== undefined, `“${preview}” arrives`);
  return find()!;
}

test("The shop embeds the widget as any site does, under a policy that it keeps", async () => {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await chatOf(page).open();
  await chatOf(page).send("Do you mend lamps?");
  expect(complaints).toEqual([]);
});

test("Each visitor of the switch is known to the server as who they are", async () => {
  const arrivals: [label: string, expected: Partial<Conversation>][] = [
    ["Anonymous visitor", { priority: "normal" }],
    ["Trial user", { priority: "normal" }],
    ["Enterprise customer", { priority: "high" }],
  ];
  for (const [label, expected] of arrivals) {
    await become(label);
    await chatOf(page).open();
    await chatOf(page).send(`From: ${label}`);
    const conversation = await arrived(`From: ${label}`);
    expect(conversation, label).toMatchObject(expected);
    const queue = label === "Enterprise customer" ? "VIP Support" : "General support";
    expect(conversation.queue?.name, label).toBe(queue);
  }
  await become("Returning customer");
  await chatOf(page).open();
  await chatOf(page).send("I am back");
  expect((await arrived("I am back")).assignee?.name).toBe("Senior Agent");
});

test("Nobody sees what another visitor of this browser wrote, and each finds their own again", async () => {
  const labels = await page.locator("#visitors b").allInnerTexts();
  expect(labels.length).toBeGreaterThanOrEqual(5);
  const chat = chatOf(page);
  for (const label of labels) {
    await become(label);
    await chat.open();
    await chat.panel.getByText("Ask us anything").waitFor();
    expect(await chat.texts(), label).toEqual([]);
    await chat.send(`secret of ${label}`);
  }
  for (const label of labels) {
    await become(label);
    await chat.open();
    await chat.log.getByText(`secret of ${label}`).waitFor();
    expect(await chat.texts()).toEqual([`secret of ${label}`]);
  }
});

test("The page shows what it tells, and remembers in its address who one is", async () => {
  await become("Enterprise customer");
  const sent = page.getByLabel("The call that this page makes");
  expect(await sent.innerText()).toContain(`"key": "${server.widgetKey}"`);
  const claims = page.getByLabel("The token’s claims");
  expect(JSON.parse(await claims.innerText())).toMatchObject({
    externalId: "demo-enterprise",
    properties: { plan_tier: "enterprise" },
  });
  await page.reload();
  await page.getByText("Browsing as Enterprise customer").waitFor();
  await become("Anonymous visitor");
  expect(await claims.isVisible()).toBe(false);
  expect(await sent.innerText()).not.toContain("token");
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1200, 390]) {
    test(`axe finds nothing in the shop at ${width} pixels, ${colorScheme}, and nothing overflows`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await page.reload();
      await become("Enterprise customer");
      await chatOf(page).launcher.waitFor();
      expect(await axeViolations(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBe(width);
    });
  }
}
