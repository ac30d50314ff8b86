import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chatOf, complaintsOf, until } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { deskOf, openShop, openWorkspace } from "../support/workspace.ts";

let server: TestServer;
let browser: Browser;
let shop: Page;
let first: Page;
let second: Page;
let complaints: string[];

beforeAll(async () => {
  server = await startTestServer();
  browser = await launchChromium();
  first = await openWorkspace(browser, server);
  complaints = complaintsOf(first.context());
  second = await openWorkspace(browser, server, { email: "one@demo.example" });
  shop = await openShop(await browser.newContext(), server, "enterprise");
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const question = "Our seats ran out, can you add ten?";

test("A conversation arrives in both inboxes the moment the visitor writes (V3)", async () => {
  await chatOf(shop).open();
  await chatOf(shop).send(question);
  for (const page of [first, second])
    await deskOf(page)
      .row(/Our seats ran out/)
      .waitFor();
  expect(await first.title()).toMatch(/^\(\d+\) Tagalong$/);
});

test("Beside the thread stand the segments with why, the queue and the priority (S5, R5)", async () => {
  for (const page of [first, second]) {
    const desk = deskOf(page);
    await desk.row(/Our seats ran out/).click();
    await desk.log.getByText(question).waitFor();
    await desk.segments.getByRole("link", { name: "Enterprise" }).waitFor();
    await desk.segments.getByText('Plan is "enterprise"').waitFor();
    await desk.conversation.getByText("VIP Support", { exact: true }).first().waitFor();
    await desk.conversation.getByText("High priority").waitFor();
    await page.getByRole("button", { name: "Priority: High" }).waitFor();
  }
});

test('"VIP Customer" becomes vip-customer, here and in the other window (T1, T8)', async () => {
  const [here, there] = [deskOf(first), deskOf(second)];
  await here.tags.getByRole("button", { name: "Add tag" }).click();
  await first.keyboard.type("VIP Customer");
  await here.option("Create tag “vip-customer”").waitFor();
  await first.keyboard.press("Enter");
  await here.tag("vip-customer").waitFor();
  await here.tags.getByText("Tag added", { exact: true }).waitFor();
  await there.tag("vip-customer").waitFor();
  await there.tags.getByText(/Manual \(admin\)/).waitFor();
});

test("A tag taken off is gone in both windows, and undo does not expire (T6, T8)", async () => {
  const [here, there] = [deskOf(first), deskOf(second)];
  await first.keyboard.press("Escape");
  await here.tag("vip-customer").click();
  await here.tag("vip-customer").waitFor({ state: "detached" });
  await there.tag("vip-customer").waitFor({ state: "detached" });
  await here.tags.getByText('Removed "vip-customer"').waitFor();
  await here.tags.getByRole("button", { name: "Undo" }).click();
  await here.tag("vip-customer").waitFor();
  await there.tag("vip-customer").waitFor();
});

test("What each side is doing shows: typing, the reply, that it was seen (V4)", async () => {
  const [here, there] = [deskOf(first), deskOf(second)];
  await chatOf(shop).input.fill("Before Monday, if");
  await here.log.getByText(/is typing/).waitFor();
  await here.reply("Ten more seats are on your plan now.");
  await chatOf(shop).log.getByText("Ten more seats are on your plan now.").waitFor();
  await there.log.getByText("Ten more seats are on your plan now.").waitFor();
  await here.log.getByText("Seen").waitFor();
});

test("The visitor's next message reaches both windows, in order and once", async () => {
  await chatOf(shop).write("Thank you!");
  for (const page of [first, second]) {
    await deskOf(page).log.getByText("Thank you!").waitFor();
    expect(await page.locator(".message-bubble").allInnerTexts()).toEqual([
      question,
      "Ten more seats are on your plan now.",
      "Thank you!",
    ]);
  }
});

test("Assigned, raised and closed in one window shows in the other (V2)", async () => {
  await first.getByRole("button", { name: "Assignee: Unassigned" }).click();
  await first.getByRole("menuitemradio", { name: "Agent One" }).click();
  await second.getByRole("button", { name: "Assignee: Agent One" }).waitFor();
  await second.getByRole("button", { name: "Priority: High" }).click();
  await second.getByRole("menuitemradio", { name: /Urgent/ }).click();
  await first.getByRole("button", { name: "Priority: Urgent" }).waitFor();
  await first.getByRole("button", { name: "Close", exact: true }).click();
  await second.getByText("This conversation is closed. A reply leaves it closed.").waitFor();
  await deskOf(second)
    .row(/Thank you!/)
    .waitFor({ state: "detached" });
  await second.getByRole("button", { name: "Reopen" }).last().click();
  await deskOf(first)
    .row(/Thank you!/)
    .waitFor();
});

test("The list can be narrowed to closed ones, one queue, one's own (V3)", async () => {
  await second.getByRole("button", { name: "Mine" }).click();
  await until(
    async () =>
      (await second.locator(".inbox-row").count()) > 0 &&
      (await second.locator(".inbox-row").filter({ hasNotText: "Agent One" }).count()) === 0,
    "only one's own are listed",
  );
  await second.getByRole("button", { name: "Mine" }).click();
  await second.getByRole("button", { name: "Queue: All queues" }).click();
  await second.getByRole("menuitemradio", { name: "VIP Support" }).click();
  await until(
    async () =>
      (await second.locator(".inbox-row").filter({ hasText: "General support" }).count()) === 0,
    "only one queue is listed",
  );
});

test("A conversation's address opens it, and nobody complains", async () => {
  await second.goto(first.url());
  await deskOf(second).log.getByText("Thank you!").waitFor();
  expect(complaints).toEqual([]);
});
