import { build } from "vite";

/** Builds the three outputs in one process; `--watch` keeps them current. */
const watch = process.argv.includes("--watch");
const configFile = new URL("../vite.config.ts", import.meta.url).pathname;

for (const mode of ["web", "chromium", "firefox"]) {
  await build({ configFile, mode, logLevel: "warn", build: { watch: watch ? {} : null } });
}
