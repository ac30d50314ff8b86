import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../support/axe.ts";
import { complaintsOf } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { startTestServer, type TestServer } from "../support/running-server.ts";
import { openWorkspace, type OpenOptions } from "../support/workspace.ts";

let server: TestServer;
let browser: Browser;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  browser = await launchChromium();
  token = await server.signIn();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as T;
}

interface SegmentRead {
  name: string;
  criteria: unknown;
  refresh: string;
}

async function openBuilder(options: OpenOptions = {}) {
  const page = await openWorkspace(browser, server, { path: "/crm-segments/new", ...options });
  await page.getByRole("group", { name: "Criteria" }).waitFor();
  return page;
}

const builderOf = (page: Page) => {
  const builder = page.getByRole("group", { name: "Criteria" });
  return {
    builder,
    fields: builder.getByRole("combobox", { name: "Field" }),
    condition: builder.getByRole("button", { name: "Condition", exact: true }),
    group: builder.getByRole("button", { name: "Group", exact: true }),
    operator: (field: string) => builder.getByRole("combobox", { name: `${field}: operator` }),
    value: (field: string) => builder.locator(`input[aria-label="${field}: value"]`),
    option: (name: string | RegExp) => page.getByRole("option", { name }),
    sentence: (text: string) => builder.getByText(text, { exact: true }),
    total: (text: RegExp) => builder.getByRole("status").filter({ hasText: text }),
  };
};

test("A segment is built by mouse: nested groups, completed values, live counts, a sentence (S4)", async () => {
  const page = await openBuilder();
  const complaints = complaintsOf(page.context());
  const b = builderOf(page);
  await page.getByRole("textbox", { name: "Name" }).fill("Paying Germans");
  await b.condition.click();
  await b.option("Plan").click();
  await b.operator("Plan").selectOption("not equals");
  await b.value("Plan").click();
  await b.option("free").click();
  await b.sentence('Plan is not "free"').waitFor();

  // Meaning 3: it says that it matches empty too, how many those are, and how to leave them out.
  await b.builder.getByText(/^Also matches where Plan is empty \(\d+\)\.$/).waitFor();
  await b.builder.getByRole("button", { name: "and is not empty" }).click();
  await b.sentence('Plan is not "free" and Plan is not empty').waitFor();
  expect(await b.builder.getByText(/Also matches/).count()).toBe(0);

  await b.group.click();
  await b.option("Country").click();
  await b.value("Country").fill("germ");
  await b.option(/Germany/).click();
  await b.condition.nth(0).click();
  await b.option("Tags").click();
  await b.value("Tags").click();
  await b.option("beta").click();
  await b.builder.getByRole("button", { name: "Remove beta" }).waitFor();
  const sentence =
    'Plan is not "free" and Plan is not empty and (Country is Germany or Tags include "beta")';
  await b.sentence(sentence).waitFor();
  await b.total(/^\d+ contacts match$/).waitFor();
  await b.builder
    .getByText(/match this condition$/)
    .nth(3)
    .waitFor({ state: "attached" });
  expect(await b.builder.getByText(/match this group$/).count()).toBe(1);

  await page.getByRole("button", { name: "Create segment" }).click();
  await page.getByRole("heading", { name: "Paying Germans" }).waitFor();
  const segments = await call<SegmentRead[]>("GET", "/api/crm/segments");
  const stored = segments.find(({ name }) => name === "Paying Germans");
  expect(stored).toMatchObject({
    refresh: "on_conversation",
    criteria: {
      all: [
        { field: "contact.property.plan_tier", operator: "notEquals", value: "free" },
        { field: "contact.property.plan_tier", operator: "isNotEmpty" },
        {
          any: [
            { field: "contact.country", operator: "equals", value: "DE" },
            { field: "contact.tags", operator: "hasAnyOf", value: [expect.any(Number)] },
          ],
        },
      ],
    },
  });
  expect(complaints).toEqual([]);
});

test("The same by keyboard alone, with moving, undoing and deleting (S4)", async () => {
  const page = await openBuilder();
  const b = builderOf(page);
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const type = (text: string) => page.keyboard.type(text);
  const typeEnter = async (text: string) => {
    await type(text);
    await press("Enter");
  };

  await b.condition.focus();
  await press("Enter");
  await typeEnter("comp");
  await press("Tab");
  await type("contains");
  await press("Tab");
  await type("acme");
  await b.sentence('Company contains "acme"').waitFor();

  // To the button below, past the row's own three.
  await press("Tab", "Tab", "Tab", "Tab", "Enter");
  await typeEnter("last seen");
  await press("Tab");
  await type("in the last");
  await press("Tab");
  await type("30");
  await b.sentence('Company contains "acme" and Last seen in the last 30 days').waitFor();

  // Alt with an arrow moves the row that has the focus; the focus stays in it.
  await press("Alt+ArrowUp");
  await b.sentence('Last seen in the last 30 days and Company contains "acme"').waitFor();
  await press("Control+z");
  await b.sentence('Company contains "acme" and Last seen in the last 30 days').waitFor();
  // Typing one value is one step.
  await b.value("Company").focus();
  await type(" gmbh");
  await b.sentence('Company contains "acme gmbh" and Last seen in the last 30 days').waitFor();
  await press("Control+z");
  await b.sentence('Company contains "acme" and Last seen in the last 30 days').waitFor();
  await press("Control+Shift+z");
  await b.sentence('Company contains "acme gmbh" and Last seen in the last 30 days').waitFor();

  // Delete, and the focus goes on to the next row.
  await b.value("Company").focus();
  await press("Tab", "Tab", "Tab", "Enter");
  await b.sentence("Last seen in the last 30 days").waitFor();
  expect(await b.fields.evaluate((field) => field === document.activeElement)).toBe(true);
  await press("Control+z");
  await b.sentence('Company contains "acme gmbh" and Last seen in the last 30 days').waitFor();

  // The root's word.
  await b.builder.getByRole("combobox", { name: "Match" }).focus();
  await type("any");
  await b.sentence('Company contains "acme gmbh" or Last seen in the last 30 days').waitFor();
});

test("A condition goes into a group and out again, by Alt and the arrows", async () => {
  const page = await openBuilder();
  const b = builderOf(page);
  for (const [field, value] of [
    ["Name", "a"],
    ["Email", "b"],
  ] as const) {
    await b.condition.last().click();
    await b.option(field).click();
    await b.value(field).fill(value);
  }
  await b.group.click();
  await b.option("Company").click();
  await b.value("Company").fill("c");
  await b.sentence('Name is "a" and Email is "b" and Company is "c"').waitFor();
  await b.value("Email").focus();
  await page.keyboard.press("Alt+ArrowDown");
  await b.sentence('Name is "a" and (Email is "b" or Company is "c")').waitFor();
  await page.keyboard.press("Alt+ArrowUp");
  await b.sentence('Name is "a" and Email is "b" and Company is "c"').waitFor();
});

describe("values", () => {
  test("A list takes typed and pasted values as chips; Backspace takes them off", async () => {
    const page = await openBuilder();
    const b = builderOf(page);
    await b.condition.click();
    await b.option("Email").click();
    await b.operator("Email").selectOption("in");
    await b.value("Email").fill("a@shop.example");
    await page.keyboard.press("Enter");
    await b.value("Email").evaluate((input) => {
      const data = new DataTransfer();
      data.setData("text", "b@shop.example\nc@shop.example\n\nb@shop.example");
      input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    });
    await b
      .sentence('Email is one of "a@shop.example", "b@shop.example", "c@shop.example"')
      .waitFor();
    await b.value("Email").focus();
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await b.sentence('Email is one of "a@shop.example", "b@shop.example"').waitFor();
  });

  test("A number, a range and a day are read as what they are; nonsense is no value", async () => {
    const page = await openBuilder();
    const b = builderOf(page);
    await b.condition.click();
    await b.option("Seats").click();
    await b.operator("Seats").selectOption("between");
    await b.builder.getByLabel("Seats: from").fill("1,5");
    await b.builder.getByLabel("Seats: to").fill("ten");
    await b.builder.getByText(/One condition is not finished\./).waitFor();
    await b.builder.getByLabel("Seats: to").fill("1");
    await b.builder.getByText("The first value must not exceed the second.").waitFor();
    await b.builder.getByLabel("Seats: to").fill("20");
    await b.sentence("Seats is between 1.5 and 20").waitFor();
    await b.condition.click();
    await b.option("Created").click();
    await b.value("Created").fill("2026-01-31");
    await b.sentence("Seats is between 1.5 and 20 and Created before 2026-01-31").waitFor();
  });

  test("Text that is too long says so before it is hit", async () => {
    const page = await openBuilder();
    const b = builderOf(page);
    await b.condition.click();
    await b.option("Name").click();
    await b.value("Name").fill("👍".repeat(498));
    await b.builder.getByText("2 characters left").waitFor();
    await b.value("Name").fill("👍".repeat(501));
    await b.builder.getByText("1 characters too many").waitFor();
    await b.builder.getByText("At most 500 characters a value.").waitFor();
  });
});

test("What is not finished keeps from saving, and says why where it is", async () => {
  const page = await openBuilder();
  const b = builderOf(page);
  await page.getByRole("textbox", { name: "Name" }).fill("Unfinished");
  await page.getByRole("button", { name: "Create segment" }).click();
  await b.builder.getByText("Add a condition.").waitFor();
  await b.condition.click();
  await b.option("Email").click();
  expect(await b.builder.getByText(/Expected/).count()).toBe(0);
  await page.getByRole("button", { name: "Create segment" }).click();
  await b.builder.getByText("Expected text.").waitFor();
  expect(await b.fields.getAttribute("aria-invalid")).toBe("true");
});

test("Groups go as deep as the language allows, and the last one says so (criteria, “Form”)", async () => {
  const page = await openBuilder();
  const b = builderOf(page);
  for (let depth = 2; depth <= 8; depth++) {
    await b.group.nth(0).click();
    await b.option("Email").click();
  }
  await b.builder.getByText("Groups may be nested 8 deep.").waitFor();
  expect(await b.group.nth(0).isDisabled()).toBe(true);
  expect(await b.condition.nth(0).isEnabled()).toBe(true);
});

test("A deleted tag is flagged where criteria name it (meaning 5)", async () => {
  const tag = await call<{ id: number }>("POST", "/api/crm/tags", { name: "Goes away" });
  const segment = await call<{ id: number }>("POST", "/api/crm/segments", {
    name: "Of the deleted",
    refresh: "live",
    criteria: { all: [{ field: "contact.tags", operator: "hasAnyOf", value: [tag.id] }] },
  });
  await call("DELETE", `/api/crm/tags/${tag.id}`);
  const page = await openWorkspace(browser, server, {
    path: `/crm-segments/${segment.id}/advanced`,
  });
  const b = builderOf(page);
  await b.builder.getByText("The tag “goes-away” was deleted.").waitFor();
  await b.total(/^0 contacts match$/).waitFor();
});

test.each([
  ["wide", { width: 1440 }],
  ["dark", { width: 1440, colorScheme: "dark" }],
  ["at 360 px", { width: 360, height: 780 }],
] as const)("axe finds nothing, and nothing is cut off: %s", async (_, options) => {
  const page = await openBuilder(options);
  const b = builderOf(page);
  await b.condition.click();
  expect(await axeViolations(page)).toEqual([]);
  await b.option("Plan").click();
  await b.operator("Plan").selectOption("not in");
  await b.value("Plan").click();
  await b.option("enterprise").click();
  await page.keyboard.press("Escape");
  await b.group.click();
  await b.option("Last seen").click();
  await b.operator("Last seen").selectOption("between");
  await b.total(/contacts? match(es)?$/).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(over).toBe(0);
});
