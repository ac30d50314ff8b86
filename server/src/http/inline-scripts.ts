import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** The Content-Security-Policy sources that allow exactly the scripts inside a page of ours. */
export function inlineScripts(page: string): string[] {
  const scripts = readFileSync(page, "utf8").matchAll(/<script>(.*?)<\/script>/gs);
  return Array.from(scripts, ([, text = ""]) => {
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  });
}
