import { defineConfig } from "vite";
import { designTokens } from "./build/design-tokens.ts";
import { leanSocket } from "./build/lean-socket.ts";
import { loaderBesidePanel } from "./build/loader-beside-panel.ts";

/** Browsers of mid-2024 on: `light-dark()`, adopted style sheets, Web Locks. */
const target = ["chrome125", "edge125", "firefox126", "safari17.5"];

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [leanSocket(), designTokens(), loaderBesidePanel(target)],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target,
    modulePreload: false,
    rolldownOptions: {
      input: "src/panel/panel.tsx",
      preserveEntrySignatures: "allow-extension",
      output: {
        format: "es",
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
      },
    },
  },
});
