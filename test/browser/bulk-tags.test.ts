import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { complaintsOf } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { addManyContacts } from "../support/many-contacts.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { openWorkspace, type OpenOptions } from "../support/workspace.ts";

const many = 5_000;

let server: TestServer;
let browser: Browser;
let owner: pg.Client;

beforeAll(async () => {
  server = await startTestServer();
  await addManyContacts(server, many);
  owner = new pg.Client(server.database.ownerUrl);
  await owner.connect();
  browser = await launchChromium();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await owner.query("UPDATE jobs SET dismissed_at = now()");
});

afterAll(async () => {
  await browser.close();
  await owner.end();
  await server.stop();
});

async function openPeople(options: OpenOptions = {}) {
  const page = await openWorkspace(browser, server, { path: "/contacts?q=person", ...options });
  await page.getByRole("grid").waitFor();
  await page.getByText("5,000 contacts", { exact: true }).waitFor();
  return page;
}

const parts = (page: Page) => {
  const dialog = page.getByRole("dialog", { name: /^Edit tags of/ });
  const tray = page.getByRole("region", { name: "Background jobs" });
  return {
    dialog,
    tray,
    trigger: page.getByRole("button", { name: /^Background jobs/ }),
    editTags: page.getByRole("button", { name: "Edit tags" }),
    checkAll: async () => {
      await page.getByRole("checkbox", { name: "Check Person 1", exact: true }).click();
      await page.getByRole("button", { name: "Check all 5,000 matching" }).click();
    },
    apply: (count: string) => dialog.getByRole("button", { name: `Apply to ${count}` }),
    says: (text: string | RegExp) => tray.getByText(text).waitFor(),
    announced: (text: string | RegExp) =>
      page.getByRole("status").filter({ hasText: text }).first().waitFor({ state: "attached" }),
  };
};

async function tagged(name: string): Promise<number> {
  const { rows } = await owner.query<{ count: string }>(
    `SELECT count(*) FROM tag_assignments a JOIN tags t ON t.id = a.tag_id AND t.deleted_at IS NULL
     WHERE t.name = $1`,
    [name],
  );
  return Number(rows[0]?.count);
}

test("All that match get a new tag; the tray shows how it went, after a reload too, and takes it back (T9)", async () => {
  const page = await openPeople();
  const complaints = complaintsOf(page.context());
  const { checkAll, editTags, dialog, apply, trigger, tray, says, announced } = parts(page);
  await checkAll();
  await editTags.click();
  await dialog.getByRole("combobox", { name: "Choose tags to add" }).fill("Spring Sale");
  await dialog.getByRole("option", { name: "Create tag “spring-sale”" }).click();
  await dialog.getByRole("button", { name: "Remove spring-sale" }).waitFor();
  await page.keyboard.press("Escape");
  await dialog.getByText("Contacts keep the tags they have.").waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await apply("5,000 contacts").click();
  await dialog.waitFor({ state: "detached" });
  await tray.getByText("Add “spring-sale” to 5,000 contacts").waitFor();
  await says("Added to 5,000");
  await announced("Add “spring-sale” to 5,000 contacts: Added to 5,000");
  expect(await tagged("spring-sale")).toBe(5_000);
  expect(await axeViolations(page)).toEqual([]);
  // The rows show it, too, and nothing is checked any more.
  await page
    .getByRole("row", { name: /Person 1 / })
    .getByText("spring-sale")
    .waitFor();
  expect(await page.getByRole("group", { name: "Checked contacts" }).count()).toBe(0);

  await page.reload();
  await trigger.click();
  await says("Added to 5,000");
  await tray.getByRole("button", { name: /^Undo: Add “spring-sale”/ }).click();
  await says("Taken back 5,000");
  await says("Undone");
  expect(await tagged("spring-sale")).toBe(0);
  await tray.getByRole("button", { name: "Dismiss ended" }).click();
  await trigger.waitFor({ state: "detached" });
  await page.reload();
  await page.getByText("5,000 contacts", { exact: true }).waitFor();
  expect(await trigger.count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("A job that runs shows its progress and stops when it is cancelled (T9)", async () => {
  const page = await openPeople();
  const { checkAll, editTags, dialog, apply, tray, says } = parts(page);
  // Somebody holds a contact of the second piece, so that the job has to wait for it.
  await owner.query("BEGIN");
  await owner.query("SELECT FROM contacts WHERE name = 'Person 3000' FOR UPDATE");
  try {
    await checkAll();
    await editTags.click();
    await dialog.getByRole("combobox").fill("many-2");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await apply("5,000 contacts").click();
    await says(/^1,9\d\d of 5,000$/);
    const bar = tray.getByRole("progressbar", { name: "Add “many-2” to 5,000 contacts" });
    expect(Number(await bar.getAttribute("aria-valuenow"))).toBeGreaterThanOrEqual(39);
    expect(await axeViolations(page)).toEqual([]);
    await tray.getByRole("button", { name: "Cancel: Add “many-2” to 5,000 contacts" }).click();
    await says("Stopping…");
  } finally {
    await owner.query("COMMIT");
  }
  await says(/^Cancelled\. Added to 3,5\d\d · already had 3\d\d$/);
  await tray.getByRole("button", { name: /^Undo/ }).click();
  await says(/^Taken back 3,5\d\d$/);
  expect(await tagged("many-2")).toBe(500);
});

test("Checked rows lose a tag by keyboard alone (T8, T9)", async () => {
  const page = await openPeople();
  const { editTags, dialog, tray, says } = parts(page);
  await page.getByRole("checkbox", { name: "Check Person 3", exact: true }).focus();
  await page.keyboard.press("Space");
  await page.getByText("1 contact checked", { exact: true }).waitFor();
  await editTags.focus();
  await page.keyboard.press("Enter");
  const focused = (text: string) => page.locator(":focus", { hasText: text }).waitFor();
  const typing = (name: string) =>
    dialog.getByRole("combobox", { name }).and(page.locator(":focus")).waitFor();
  await typing("Choose tags to add");
  // The picker closes first, and the dialog stays.
  await page.keyboard.press("Escape");
  await focused("Choose tags to add");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await typing("Choose tags to remove");
  await page.keyboard.type("no such tag");
  // Nobody creates a tag in order to take it off.
  await dialog.getByText("No tag matches.").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.type("many-1");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await focused("Change tags to remove");
  for (const name of ["Cancel", "Apply to 1 contact"]) {
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toBe(name);
  }
  await page.keyboard.press("Enter");
  await says("Removed from 1");
  await tray.getByRole("button", { name: /^Undo/ }).focus();
  await page.keyboard.press("Enter");
  await says("Taken back 1");
  await page.keyboard.press("Escape");
  await tray.waitFor({ state: "detached" });
  expect(await page.locator(":focus").getAttribute("aria-label")).toMatch(/^Background jobs/);
});

test("What is refused is said in the dialog, and the choice stays (T5)", async () => {
  const page = await openPeople();
  const { checkAll, editTags, dialog, apply } = parts(page);
  await checkAll();
  await editTags.click();
  await dialog.getByRole("combobox").fill("many-8");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  // Behind the window's back, without a hint.
  await owner.query("UPDATE tags SET deleted_at = now() WHERE name = 'many-8'");
  await apply("5,000 contacts").click();
  await dialog.getByRole("alert").getByText("“many-8” was deleted").waitFor();
  await dialog.getByRole("button", { name: "Change tags to add" }).waitFor();
  await owner.query("UPDATE tags SET deleted_at = NULL WHERE name = 'many-8'");
});

test("On a phone the tray and the dialog fit (T8)", async () => {
  const page = await openPeople({ width: 320, height: 640 });
  const { dialog, tray, trigger, apply } = parts(page);
  await page.getByRole("checkbox", { name: "Check Person 2", exact: true }).click();
  await parts(page).editTags.click();
  await dialog.getByRole("combobox").fill("many-4");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await wide()).toBeLessThanOrEqual(320);
  await apply("1 contact").click();
  await tray.getByText("Added to 1").waitFor();
  expect(await wide()).toBeLessThanOrEqual(320);
  await tray.getByRole("button", { name: "Close background jobs" }).click();
  await trigger.waitFor();
});
