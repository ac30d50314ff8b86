import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const tokensFile = fileURLToPath(new URL("../../shared/src/design/tokens.css", import.meta.url));

/**
 * Puts the design tokens' values in the place of `var(--…)`: the widget takes only what it uses,
 * and a page's own custom properties cannot reach into it.
 */
export function designTokens(): Plugin {
  return {
    name: "tagalong:design-tokens",
    enforce: "pre",
    transform(css, id) {
      if (!id.split("?")[0]?.endsWith(".css")) return;
      this.addWatchFile(tokensFile);
      return { code: inlineTokens(css, readTokens(readFileSync(tokensFile, "utf8"))), map: null };
    },
  };
}

/** The first declaration of each custom property: what follows (reduced motion) is for pages. */
export function readTokens(css: string): Map<string, string> {
  const tokens = new Map<string, string>();
  for (const [, name, value] of css.matchAll(/(--[\w-]+):\s*([^;]+);/g)) {
    if (name && value && !tokens.has(name)) tokens.set(name, value.replace(/\s+/g, " ").trim());
  }
  return tokens;
}

export function inlineTokens(css: string, tokens: Map<string, string>): string {
  return css.replace(/var\((--[\w-]+)\)/g, (_, name: string) => {
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`There is no design token ${name}.`);
    return inlineTokens(value, tokens);
  });
}
