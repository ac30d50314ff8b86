import type { BrowserContext, Page } from "playwright-core";

/** The widget as a visitor meets it. */
export function chatOf(page: Page) {
  const launcher = page.locator("tagalong-chat .launcher");
  const panel = page.getByRole("dialog");
  const input = panel.getByRole("textbox", { name: "Message" });
  const log = panel.getByRole("log", { name: "Messages" });
  return {
    launcher,
    panel,
    input,
    log,
    async open() {
      await page.getByRole("button", { name: /^Open chat/ }).click();
      await input.waitFor();
    },
    async write(text: string) {
      await input.fill(text);
      await input.press("Enter");
    },
    /** Writes and waits for the mark that means: committed. */
    async send(text: string) {
      await this.write(text);
      const row = log.locator(".row.mine", { hasText: text }).last();
      await row.getByText(/· (Sent|Read)$/).waitFor();
    },
    /** The texts of all messages, in order. */
    texts: () => log.locator(".bubble:not(.dots)").allInnerTexts(),
  };
}

/** Waits until a question is answered with yes, asked again and again. */
export async function until(question: () => Promise<boolean> | boolean, what: string) {
  const end = Date.now() + 20_000;
  while (!(await question())) {
    if (Date.now() > end) throw new Error(`It did not come about that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Everything that pages of this context complain about, from now on. */
export function complaintsOf(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    // A page that is left while it connects is told so; nobody did anything wrong.
    if (message.text().includes("closed before the connection is established")) return;
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  return complaints;
}
