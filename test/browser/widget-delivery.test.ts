import pg from "pg";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { chatOf, complaintsOf, until } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { startSite, type Site } from "../support/site.ts";
import { loseAcks, startWire, type Wire } from "../support/wire.ts";

let server: TestServer;
let site: Site;
let browser: Browser;
let owner: pg.Client;
let context: BrowserContext;
let page: Page;
let wire: Wire;

beforeAll(async () => {
  server = await startTestServer();
  wire = await startWire(server.baseUrl);
  site = await startSite({ server: wire.url, settings: { key: server.widgetKey } });
  browser = await launchChromium();
  owner = new pg.Client(server.database.ownerUrl);
  await owner.connect();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await owner.end();
  await wire.cut();
  await server.stop();
});

beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(site.url);
});

afterEach(() => context.close());

/** How often a text is stored as a message. */
async function stored(text: string): Promise<number> {
  const { rows } = await owner.query("SELECT FROM messages WHERE text = $1", [text]);
  return rows.length;
}

const waiting = (where: Page) =>
  where.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.addEventListener("error", reject);
        opening.addEventListener("success", () => {
          const all = opening.result.transaction("kept").objectStore("kept").getAll();
          all.addEventListener("success", () => {
            resolve(all.result.filter((each) => typeof each === "object").length);
            opening.result.close();
          });
        });
      }),
    `tagalong:${server.widgetKey}:unsigned:`,
  );

test("A tab that is closed before the acknowledgement loses nothing and doubles nothing (F11)", async () => {
  const text = "Committed, but never acknowledged";
  await loseAcks(page);
  await page.reload();
  await chatOf(page).open();
  await chatOf(page).write(text);
  await chatOf(page).panel.getByText("Sending…").waitFor();
  await until(async () => (await stored(text)) === 1, "it is stored");
  expect(await waiting(page)).toBe(1);
  await page.close();

  page = await context.newPage();
  await page.goto(site.url);
  await until(async () => (await waiting(page)) === 0, "the next page empties the outbox");
  await chatOf(page).open();
  await chatOf(page).log.getByText(text).waitFor();
  expect(await chatOf(page).texts()).toEqual([text]);
  expect(await stored(text)).toBe(1);
});

test("A first message whose tab is closed while offline begins one conversation later (F11)", async () => {
  await chatOf(page).open();
  await chatOf(page).panel.getByText("Ask us anything").waitFor();
  await wire.cut();
  await chatOf(page).write("Written without a connection");
  await chatOf(page).panel.getByText("Sending…").waitFor();
  await until(async () => (await waiting(page)) === 1, "it is kept");
  await page.close();
  await wire.mend();
  page = await context.newPage();
  await page.goto(site.url);
  await until(async () => (await stored("Written without a connection")) === 1, "it is sent");
});

test("Offline the chat says so, takes messages, and sends them in order when it is back", async () => {
  const chat = chatOf(page);
  await chat.open();
  await chat.send("one");
  await wire.cut();
  await chat.panel.getByText(/^No connection/).waitFor();
  for (const text of ["two", "three", "four"]) await chat.write(text);
  expect(await chat.panel.getByText("Sending…").count()).toBe(3);
  await wire.mend();
  await chat.panel.getByText(/· Sent$/).waitFor();
  await until(async () => (await waiting(page)) === 0, "all is sent");
  expect(await chat.texts()).toEqual(["one", "two", "three", "four"]);
  const { rows } = await owner.query<{ text: string }>(
    `SELECT text FROM messages WHERE conversation_id = (
       SELECT conversation_id FROM messages WHERE text = 'four') ORDER BY sequence`,
  );
  expect(rows.map(({ text }) => text)).toEqual(["one", "two", "three", "four"]);
  expect(await chat.panel.getByText(/^No connection/).count()).toBe(0);
});

test("Two tabs that wrote while offline send everything once", async () => {
  const second = await context.newPage();
  await second.goto(site.url);
  for (const tab of [page, second]) {
    await chatOf(tab).open();
    await chatOf(tab).panel.getByText("Ask us anything").waitFor();
  }
  await wire.cut();
  await chatOf(page).write("first tab");
  await chatOf(second).write("second tab");
  for (const tab of [page, second]) {
    await until(async () => (await chatOf(tab).texts()).length > 0, "it is shown");
  }
  await wire.mend();
  for (const tab of [page, second]) {
    await chatOf(tab).log.getByText("first tab").waitFor();
    await chatOf(tab).log.getByText("second tab").waitFor();
    await until(async () => (await chatOf(tab).texts()).length === 2, "each is shown once");
  }
  await until(async () => (await waiting(page)) === 0, "all is sent");
  expect([await stored("first tab"), await stored("second tab")]).toEqual([1, 1]);
});

test("A restart of the server loses nothing of what is written meanwhile (F4)", async () => {
  const chat = chatOf(page);
  await chat.open();
  await chat.send("Before the deploy");
  const restarted = server.restart();
  await chat.write("During the deploy");
  await restarted;
  await chat.panel.getByText(/· Sent$/).waitFor();
  await until(async () => (await stored("During the deploy")) === 1, "it is stored");
  expect(await chat.texts()).toEqual(["Before the deploy", "During the deploy"]);
});

test("When an older backup is restored, the chat shows what there is, and goes on (delivery 6)", async () => {
  const chat = chatOf(page);
  await chat.open();
  await chat.send("In the backup");
  await chat.send("After the backup");
  await owner.query("BEGIN");
  await owner.query("DELETE FROM messages WHERE text = 'After the backup'");
  await owner.query(`UPDATE conversations SET last_sequence = 1 WHERE (organization_id, id) IN (
    SELECT organization_id, conversation_id FROM messages WHERE text = 'In the backup')`);
  await owner.query("UPDATE server_state SET epoch = gen_random_uuid()");
  await owner.query("COMMIT");
  await until(async () => (await chat.texts()).length === 1, "the lost message goes");
  expect(await chat.texts()).toEqual(["In the backup"]);
  await chat.send("And on it goes");
  expect(await chat.texts()).toEqual(["In the backup", "And on it goes"]);
});

test("Where no WebSocket gets through, polling does, across origins", async () => {
  const strict = await startSite({
    server: wire.url,
    settings: { key: server.widgetKey },
    withoutWebSockets: true,
  });
  await page.goto(strict.url);
  await chatOf(page).open();
  await chatOf(page).send("By polling");
  expect(await stored("By polling")).toBe(1);
  await strict.close();
});

test("Where storage is blocked the chat works, and says what is not saved yet", async () => {
  const strict = await startSite({
    server: wire.url,
    settings: { key: server.widgetKey },
    withoutStorage: true,
  });
  const complaints = complaintsOf(context);
  await page.goto(strict.url);
  const chat = chatOf(page);
  await chat.open();
  await chat.send("Nothing is kept here");
  await wire.cut();
  await chat.write("Nor this");
  await chat.panel.getByText("Sending… not saved yet").waitFor();
  await wire.mend();
  await until(async () => (await stored("Nor this")) === 1, "it is sent");
  expect(await chat.texts()).toEqual(["Nothing is kept here", "Nor this"]);
  expect(complaints.filter((text) => /storage|IndexedDB|Uncaught/i.test(text))).toEqual([]);
  await strict.close();
});

test("A refused message can be tried again or discarded, and survives the page until then", async () => {
  await page.evaluate(() => {
    window.Tagalong?.("context", { groups: [7 as unknown as string] });
  });
  const chat = chatOf(page);
  await chat.open();
  await chat.write("Refused");
  await chat.panel.getByText("What this site says about you was not accepted.").waitFor();
  await chat.write("Refused as well");
  await until(async () => (await chat.panel.getByText("Not sent").count()) === 2, "both failed");
  expect(await stored("Refused")).toBe(0);

  await page.reload();
  await chat.open();
  await until(async () => (await chat.panel.getByText("Not sent").count()) === 2, "both are kept");
  await chat.panel.getByRole("button", { name: "Discard" }).nth(1).click();
  await until(async () => (await chat.texts()).length === 1, "one is gone");
  await chat.panel.getByRole("button", { name: "Try again" }).click();
  await chat.panel.getByText(/· Sent$/).waitFor();
  expect(await chat.texts()).toEqual(["Refused"]);
  expect(await chat.input.evaluate((input) => input.matches(":focus"))).toBe(true);
  expect([await stored("Refused"), await stored("Refused as well")]).toEqual([1, 0]);
  await until(async () => (await waiting(page)) === 0, "the outbox is empty");
});

test("An unknown key, another site and a bad token each give one clear sentence", async () => {
  const chat = chatOf(page);
  const refused = async (settings: { key: string; token?: string }, sentence: string) => {
    await page.evaluate((next) => {
      window.Tagalong?.("boot", next);
      window.Tagalong?.("open");
    }, settings);
    await chat.panel.getByRole("alert").getByText(sentence).waitFor();
    expect(await chat.input.count()).toBe(0);
  };
  const key = server.widgetKey;
  await refused({ key: `${key}x` }, "This chat is not set up correctly: its key is not known.");
  await refused({ key, token: "not.a.token" }, "This site could not confirm who you are");

  const sites = (list: string[]) =>
    owner.query("UPDATE organizations SET allowed_origins = $1", [list]);
  await sites(["https://elsewhere.example"]);
  await until(async () => {
    await page.reload();
    await chat.launcher.click();
    const refusal = chat.panel.getByRole("alert");
    await refusal.or(chat.panel.getByText("Ask us anything")).waitFor();
    return await refusal.isVisible();
  }, "the site is refused");
  await chat.panel.getByText("This chat may not be used on this site.").waitFor();
  await sites([new URL(site.url).origin]);
  await until(async () => {
    await chat.panel.getByRole("button", { name: "Try again" }).click({ timeout: 1_000 });
    const refusal = chat.panel.getByRole("alert");
    await refusal.or(chat.panel.getByText("Ask us anything")).waitFor();
    return await chat.input.isVisible();
  }, "the site is let in");
  await sites([]);
});
