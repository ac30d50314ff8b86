import type { Browser, Page, WebSocketRoute } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { chatOf } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { onCluster } from "../support/test-cluster.ts";
import { deskOf, openShop, openWorkspace } from "../support/workspace.ts";

let server: TestServer;
let browser: Browser;
let shop: Page;
let page: Page;

beforeAll(async () => {
  server = await startTestServer();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

beforeEach(async () => {
  shop = await openShop(await browser.newContext(), server, "anonymous");
  await chatOf(shop).open();
  await chatOf(shop).send("Is anybody there?");
  page = await openWorkspace(browser, server);
  await deskOf(page)
    .row(/Is anybody there/)
    .first()
    .click();
  await deskOf(page).log.getByText("Is anybody there?").waitFor();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await limitTags(20);
});

const limitTags = (limit: number) =>
  onCluster(server.database.ownerUrl, `UPDATE organizations SET max_tags_per_record = ${limit}`);
const bubbles = () => page.locator(".message-bubble").allInnerTexts();

test("Replies written while the server restarts arrive once, in order (V6)", async () => {
  const restarting = server.restart();
  const replies = ["One moment", "I am looking", "Here it is"];
  for (const text of replies) await deskOf(page).reply(text);
  await restarting;
  for (const text of replies) await chatOf(shop).log.getByText(text).waitFor();
  await page.getByText("Sending…").first().waitFor({ state: "detached" });
  expect(await chatOf(shop).texts()).toEqual(["Is anybody there?", ...replies]);
  expect(await bubbles()).toEqual(["Is anybody there?", ...replies]);
});

test("A reply that was on its way when the tab died is sent by the next one (F11)", async () => {
  await page.routeWebSocket(/socket\.io/, (socket) => socket.close());
  await page.reload();
  await deskOf(page).composer.waitFor();
  await deskOf(page).reply("Written in a tab that dies");
  await page.getByText("Sending…").waitFor();
  const address = page.url();
  const context = page.context();
  await page.close();
  page = await context.newPage();
  await page.goto(address);
  await chatOf(shop).log.getByText("Written in a tab that dies").waitFor();
  await deskOf(page)
    .log.getByText(/^(Sent|Seen)$/)
    .waitFor();
  expect(await bubbles()).toEqual(["Is anybody there?", "Written in a tab that dies"]);
});

test("While the connection is gone the page says so, then reads what it missed", async () => {
  let cut = false;
  const sockets: WebSocketRoute[] = [];
  await page.routeWebSocket(/socket\.io/, (socket) => {
    if (cut) return socket.close();
    socket.connectToServer();
    return void sockets.push(socket);
  });
  await page.reload();
  await deskOf(page).log.getByText("Is anybody there?").waitFor();
  cut = true;
  for (const socket of sockets) await socket.close();
  await page.getByText(/^Reconnecting\./).waitFor();
  await chatOf(shop).send("You did not hear this");
  expect(await bubbles()).toEqual(["Is anybody there?"]);
  cut = false;
  await deskOf(page).log.getByText("You did not hear this").waitFor();
  await page.getByText(/^Reconnecting\./).waitFor({ state: "detached" });
});

test("A tag that the server refuses goes off again and says why (T7, T8)", async () => {
  const desk = deskOf(page);
  await desk.addTag("newsletter");
  await desk.tag("newsletter").waitFor();
  await desk.tags.getByText("Tag added", { exact: true }).waitFor();
  await limitTags(1);
  await desk.addTag("beta");
  await desk.tags.getByText(/“beta” was not added\./).waitFor();
  await desk.tag("beta").waitFor({ state: "detached" });
  await desk.tag("newsletter").waitFor();
});

test("At the limit the picker offers no more and says why (T7)", async () => {
  await limitTags(1);
  await page.reload();
  const desk = deskOf(page);
  await desk.tags.waitFor();
  if ((await desk.tags.getByRole("button", { name: /^Remove/ }).count()) === 0) {
    await desk.addTag("newsletter");
  }
  await desk.tags.getByRole("button", { name: "Edit tags" }).click();
  await desk.tags.getByText("A contact holds at most 1 tag. Remove one to add another.").waitFor();
  expect(await desk.tags.getByRole("option").count()).toBe(0);
});

test("A sign-in that is revoked ends on the page within a second or two", async () => {
  const headers = { authorization: `Bearer ${await server.signIn()}` };
  const sessions = (await (await fetch(`${server.baseUrl}/api/sessions`, { headers })).json()) as {
    id: string;
    current: boolean;
  }[];
  for (const { id, current } of sessions) {
    if (current) continue;
    await fetch(`${server.baseUrl}/api/sessions/${id}`, { method: "DELETE", headers });
  }
  await page.getByText("Your sign-in has ended. Sign in again.").waitFor({ timeout: 5_000 });
});

test("A wrong password and an unknown address say so", async () => {
  const context = await browser.newContext();
  const stranger = await context.newPage();
  await stranger.goto(`${server.baseUrl}/admin`);
  await stranger.getByLabel("Email").fill("admin@demo.example");
  await stranger.getByLabel("Password").fill("not the password");
  await stranger.getByRole("button", { name: "Sign in" }).click();
  await stranger.getByText("The email or the password is wrong.").waitFor();

  await page.goto(`${server.baseUrl}/admin/conversations/999999`);
  await page.getByRole("alert").waitFor();
  await page.goto(`${server.baseUrl}/admin/nowhere`);
  await page.getByText("There is nothing at this address").waitFor();
});
