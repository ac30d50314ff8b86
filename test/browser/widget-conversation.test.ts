import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
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
let context: BrowserContext;
let page: Page;
/** What the agent was told of, latest state of each conversation. */
const inbox = new Map<number, Conversation>();
/** The newest conversation of the tests before: they may still be heard of. */
let newest = 0;
const begun = () => [...inbox.values()].filter(({ id }) => id > newest);

beforeAll(async () => {
  server = await startTestServer();
  site = await startSite({
    server: server.baseUrl,
    settings: { key: server.widgetKey, context: { name: "Visitor", topic: "Delivery" } },
  });
  browser = await launchChromium();
  agent = await server.connectAgent();
  agent.on("conversation", (conversation) => inbox.set(conversation.id, conversation));
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await server.stop();
});

beforeEach(async () => {
  newest = Math.max(0, ...inbox.keys());
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(site.url);
});

afterEach(() => context.close());

const reply = (conversationId: number, text: string) =>
  agent.emitWithAck("message:send", { clientId: crypto.randomUUID(), conversationId, text });

/** The visitor's first message, and the conversation that the agent's inbox then holds. */
async function begin(text: string): Promise<Conversation> {
  await chatOf(page).open();
  await chatOf(page).send(text);
  await until(() => begun().length > 0, "the agent hears of the conversation");
  return begun()[0]!;
}

test("Visitor and agent talk: the context goes with the first message, the reply is seen at once (V1)", async () => {
  const conversation = await begin("Where is my parcel?");
  expect(conversation).toMatchObject({ topic: "Delivery", preview: "Where is my parcel?" });
  expect(conversation.contact.displayName).toBe("Visitor");

  await reply(conversation.id, "On its way!");
  const chat = chatOf(page);
  await chat.log.getByText("On its way!").waitFor();
  expect(await chat.texts()).toEqual(["Where is my parcel?", "On its way!"]);
  await chat.send("Thank you");
  await reply(conversation.id, "You are welcome");
  await chat.log.getByText("You are welcome").waitFor();
  expect((await chat.texts()).slice(2)).toEqual(["Thank you", "You are welcome"]);
});

test("Typing and reading are seen on the other side", async () => {
  const { id } = await begin("Hello?");
  const chat = chatOf(page);
  const typing = new Promise<{ conversationId: number }>((resolve) =>
    agent.once("typing", resolve),
  );
  await agent.emitWithAck("conversation:watch", { conversationId: id, sequence: 0 });
  await chat.input.pressSequentially("One more");
  expect((await typing).conversationId).toBe(id);

  agent.emit("typing", { conversationId: id });
  await chat.panel.getByText(/is typing$/).waitFor();
  await agent.emitWithAck("message:read", { conversationId: id, sequence: 1 });
  await chat.panel.getByText(/· Read$/).waitFor();
  await reply(id, "Here I am");
  await chat.log.getByText("Here I am").waitFor();
  await until(() => inbox.get(id)?.visitorReadSequence === 2, "the agent sees it was read");
  expect(await chat.panel.getByText(/is typing$/).count()).toBe(0);
});

test("While the chat is closed, answers are counted on the launcher, on the next page too", async () => {
  const { id } = await begin("Please look into it");
  const chat = chatOf(page);
  await page.keyboard.press("Escape");
  await reply(id, "First answer");
  await reply(id, "Second answer");
  await page.getByRole("button", { name: "Open chat, 2 unread" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Open chat, 2 unread" }).waitFor();
  expect(await chat.launcher.innerText()).toBe("2");
  await chat.open();
  await chat.log.getByText("Second answer").waitFor();
  await until(() => inbox.get(id)?.visitorReadSequence === 3, "the agent sees it was read");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Open chat", exact: true }).waitFor();
});

test("What is written in one tab is seen in the other", async () => {
  const { id } = await begin("From the first tab");
  const second = await context.newPage();
  await second.goto(site.url);
  await chatOf(second).open();
  await chatOf(second).log.getByText("From the first tab").waitFor();
  await chatOf(second).send("From the second tab");
  await chatOf(page).log.getByText("From the second tab").waitFor();
  await reply(id, "To both");
  await chatOf(second).log.getByText("To both").waitFor();
  await chatOf(page).log.getByText("To both").waitFor();
  const texts = ["From the first tab", "From the second tab", "To both"];
  expect(await chatOf(page).texts()).toEqual(texts);
  expect(await chatOf(second).texts()).toEqual(texts);
  expect(begun()).toHaveLength(1);
});

test("What is read in one tab is no longer counted in the other", async () => {
  const { id } = await begin("Two tabs");
  await page.keyboard.press("Escape");
  const second = await context.newPage();
  await second.goto(site.url);
  await reply(id, "Read me once");
  for (const tab of [page, second]) {
    await tab.getByRole("button", { name: "Open chat, 1 unread" }).waitFor();
  }
  await chatOf(second).open();
  await page.getByRole("button", { name: "Open chat", exact: true }).waitFor();
});

test("Two tabs that are open before the first message share the conversation", async () => {
  const second = await context.newPage();
  await second.goto(site.url);
  await chatOf(second).open();
  await begin("Both were open");
  await chatOf(second).log.getByText("Both were open").waitFor();
  await chatOf(second).send("And go on");
  await chatOf(page).log.getByText("And go on").waitFor();
  expect(begun()).toHaveLength(1);
});

test("A long history comes a page at a time, and keeps its place", async () => {
  const { id } = await begin("message 1");
  for (let number = 2; number <= 120; number++) await reply(id, `message ${number}`);
  await page.reload();
  const chat = chatOf(page);
  await chat.open();
  await chat.log.getByText("message 120", { exact: true }).waitFor();
  expect(await chat.texts()).toHaveLength(50);
  const first = chat.log.getByText("message 71", { exact: true });
  const place = async () => Math.round((await first.boundingBox())?.y ?? NaN);
  await chat.log.evaluate((log) => log.scrollTo(0, 0));
  await chat.panel.getByRole("button", { name: "Jump to latest" }).waitFor();
  const before = await place();
  await chat.panel.getByRole("button", { name: "Earlier messages" }).click();
  await chat.log.getByText("message 21", { exact: true }).waitFor();
  expect(Math.abs((await place()) - before)).toBeLessThan(40);
  await chat.log.evaluate((log) => log.scrollTo(0, 0));
  await chat.panel.getByRole("button", { name: "Earlier messages" }).click();
  await chat.log.getByText("message 1", { exact: true }).waitFor();
  const all = await chat.texts();
  expect(all).toEqual(Array.from({ length: 120 }, (_, at) => `message ${at + 1}`));

  await reply(id, "the newest");
  await chat.panel.getByRole("button", { name: "New messages" }).click();
  await until(() => chat.log.getByText("the newest").isVisible(), "the newest is in sight");
});

test("A closed conversation says so; the next message starts a new one", async () => {
  const { id } = await begin("First matter");
  const token = await server.signIn();
  const answer = await fetch(`${server.baseUrl}/api/conversations/${id}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ status: "closed" }),
  });
  expect(answer.status).toBe(200);
  const chat = chatOf(page);
  await chat.panel.getByText("This conversation is closed").waitFor();
  await chat.send("Second matter");
  await until(() => begun().length === 2, "the agent sees a second conversation");
  expect(await chat.panel.getByText("This conversation is closed").count()).toBe(0);
  expect(await chat.texts()).toEqual(["First matter", "Second matter"]);
});

test("Somebody else in the same browser sees nothing of it", async () => {
  await begin("A secret");
  const become = (context: object) =>
    page.evaluate((who) => {
      window.Tagalong?.("identify", who);
    }, context);
  await become({ externalId: "somebody-else" });
  const chat = chatOf(page);
  await chat.panel.getByText("Ask us anything").waitFor();
  expect(await chat.texts()).toEqual([]);
  await chat.send("Another secret");
  expect(await chat.texts()).toEqual(["Another secret"]);
  await until(() => begun().length === 2, "the agent hears of a second conversation");
});

test("The site hears of opening, closing, unread counts and messages", async () => {
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const event of ["open", "close"] as const) {
      window.Tagalong?.("on", event, () => heard.push(event));
    }
    window.Tagalong?.("on", "unread", (count) => heard.push(count));
    window.Tagalong?.("on", "message", ({ text, author }) => heard.push([author.type, text]));
  });
  const { id } = await begin("Listen");
  await page.keyboard.press("Escape");
  await reply(id, "Heard");
  await page.getByRole("button", { name: "Open chat, 1 unread" }).waitFor();
  await page.evaluate(() => {
    window.Tagalong?.("toggle");
  });
  await page.getByRole("button", { name: "Close chat" }).first().waitFor();
  const heard = () => page.evaluate(() => Reflect.get(window, "heard") as unknown[]);
  await until(async () => (await heard()).length >= 6, "all is heard");
  expect(await heard()).toEqual(["open", "close", ["agent", "Heard"], 1, "open", 0]);
});
