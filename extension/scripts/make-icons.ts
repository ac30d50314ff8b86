import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Draws icon.svg into the PNG sizes that browsers ask for: `node scripts/make-icons.ts`. */
const root = new URL("..", import.meta.url).pathname;
const svg = readFileSync(join(root, "icon.svg"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "tagalong-icons-"));
const chromium = process.env["CHROMIUM_PATH"] ?? "chromium";

for (const size of [16, 32, 48, 128]) {
  const page = join(folder, `${size}.html`);
  writeFileSync(
    page,
    `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px}</style>${svg}`,
  );
  execFileSync(
    chromium,
    [
      "--headless",
      "--no-sandbox",
      "--hide-scrollbars",
      "--default-background-color=00000000",
      `--window-size=${size},${size}`,
      `--screenshot=${join(root, "public/icons", `${size}.png`)}`,
      `file://${page}`,
    ],
    { stdio: "ignore" },
  );
}
rmSync(folder, { recursive: true });
