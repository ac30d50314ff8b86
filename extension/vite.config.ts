import { fileURLToPath } from "node:url";
import { crx } from "@crxjs/vite-plugin";
import { defineConfig } from "vite";
import { manifestFor, type Browser } from "./manifest.ts";

const page = (file: string) => fileURLToPath(new URL(file, import.meta.url));

type Output = Browser | "web";

/** CRXJS collects Chromium's panel from the manifest, but neither Firefox's nor the workspace. */
const inputs: Record<Output, string[]> = {
  web: [page("index.html")],
  chromium: [page("workspace.html")],
  firefox: [page("panel.html"), page("workspace.html")],
};

/** Modes: `web` is the workspace that the server serves at /admin; the others are the extension. */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  base: mode === "web" ? "/admin/" : "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins:
    mode === "web"
      ? []
      : [
          crx({
            manifest: manifestFor(mode as Browser),
            browser: mode === "firefox" ? "firefox" : "chrome",
          }),
        ],
  build: {
    outDir: `dist/${mode}`,
    emptyOutDir: true,
    target: ["chrome148", "firefox140"],
    // Larger than one file: panel and workspace share one chunk of application code.
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: inputs[mode as Output],
    },
  },
}));
