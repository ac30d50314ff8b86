import type { Browser, BrowserContext, Page } from "playwright-core";
import type { TestServer } from "./running-server.ts";

export type OpenOptions = {
  email?: string;
  path?: string;
  width?: number;
  height?: number;
  colorScheme?: "light" | "dark";
};

/** A browser window of its own with the workspace, signed in. */
export async function openWorkspace(
  browser: Browser,
  server: TestServer,
  { email, path = "", width = 1440, height = 900, colorScheme = "light" }: OpenOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  await page.goto(`${server.baseUrl}/admin${path}`);
  await signInTo(page, server, email);
  return page;
}

/** Fills in the sign-in form (the admin's unless told) and waits for a button of what it led to. */
export async function signInTo(
  page: Page,
  server: TestServer,
  email?: string,
  button: string | RegExp = /Account menu$/,
): Promise<void> {
  const agent = server.agents.find((each) => each.email === (email ?? server.agents[0]?.email));
  if (!agent) throw new Error(`The demo has no agent ${email}.`);
  await page.getByLabel("Email").fill(agent.email);
  await page.getByLabel("Password").fill(agent.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: button }).waitFor();
}

/** The demo shop with one of its visitors. */
export async function openShop(
  context: BrowserContext,
  server: TestServer,
  visitor: string,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${server.baseUrl}/demo?as=${visitor}`);
  return page;
}

/** What an agent works with on a page of the workspace or the panel. */
export function deskOf(page: Page) {
  const section = (name: string) => page.getByRole("region", { name, exact: true });
  const tags = section("Tags");
  return {
    // A contact's own conversations stand beside the thread, as links too.
    row: (text: string | RegExp) =>
      page.locator(".inbox-row").and(page.getByRole("link", { name: text })),
    log: page.getByRole("log", { name: "Messages" }),
    composer: page.getByRole("textbox", { name: /^Reply to/ }),
    tags,
    tag: (name: string) => tags.getByRole("button", { name: `Remove ${name}`, exact: true }),
    segments: section("Segments"),
    conversation: section("This conversation"),
    picker: tags.getByRole("combobox"),
    option: (name: string | RegExp) => tags.getByRole("option", { name }),
    async addTag(name: string) {
      await tags.getByRole("button", { name: "Add tag" }).click();
      await tags.getByRole("combobox").fill(name);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
    },
    async reply(text: string) {
      await page.getByRole("textbox", { name: /^Reply to/ }).fill(text);
      await page.keyboard.press("Enter");
    },
  };
}
