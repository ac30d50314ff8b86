import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { chatOf } from "../support/chat.ts";
import { launchChromium } from "../support/chromium.ts";
import { makeDataDir, startServerProcess, type ServerProcess } from "../support/server-process.ts";

// The README's pictures, taken from the product as `npm start` serves it: run by `npm run pictures`.

const folder = import.meta.dirname;
const shot = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.png`) });

const { dataDir, remove } = makeDataDir();
const server = await startServerProcess(dataDir);
const browser = await launchChromium();
try {
  await takePictures(browser, server);
} finally {
  await browser.close();
  await server.end("SIGTERM");
  await remove();
}

async function takePictures(browser: Browser, { baseUrl, demo }: ServerProcess): Promise<void> {
  const visitor = await open(browser, `${baseUrl}/demo?as=enterprise`, 1280, 800);
  const chat = chatOf(visitor);
  await chat.open();
  await chat.send("Hello, our seats ran out. Can you add ten before Monday?");

  const agent = await open(browser, `${baseUrl}/admin`, 1440, 900);
  await signIn(agent, demo);
  await agent.getByRole("link", { name: /our seats ran out/ }).click();
  await addTag(agent, "VIP Customer");
  const composer = agent.getByRole("textbox", { name: /^Reply/ });
  await composer.fill("Of course: ten more seats are on your plan now. Anything else?");
  await composer.press("Enter");
  await chat.log.getByText("ten more seats").waitFor();
  await shot(visitor, "widget");
  await shot(agent, "workspace");

  const address = new URL(agent.url());
  const panel = await open(browser, address.href, 360, 720, "dark");
  await signIn(panel, demo);
  await panel.getByText("Anything else?").first().waitFor();
  await shot(panel, "panel-dark");
}

async function open(
  browser: Browser,
  url: string,
  width: number,
  height: number,
  colorScheme: "light" | "dark" = "light",
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function signIn(page: Page, demo: ServerProcess["demo"]): Promise<void> {
  const [admin] = demo.agents;
  if (!admin) throw new Error("The demo has an admin.");
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function addTag(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add tag" }).first().click();
  await page.getByRole("combobox").fill(name);
  await page.getByRole("option", { name: /vip-customer/ }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
}
