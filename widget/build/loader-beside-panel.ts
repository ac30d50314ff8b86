import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "vite";
import { designTokens } from "./design-tokens.ts";

const source = fileURLToPath(new URL("../src/", import.meta.url));

/**
 * The loader is a classic script of its own, built last because it names the panel's hashed file.
 * `manifest.json` lists every file with its bytes, for the byte budgets.
 */
export function loaderBesidePanel(target: string[]): Plugin {
  return {
    name: "tagalong:loader-beside-panel",
    buildStart() {
      for (const file of ["loader.ts", "loader/launcher.css"]) this.addWatchFile(source + file);
    },
    async generateBundle(_, bundle) {
      const panel = Object.values(bundle).find((file) => file.type === "chunk" && file.isEntry);
      if (!panel) throw new Error("The panel was not built.");
      const loader = await buildLoader(`widget/${panel.fileName}`, target);
      this.emitFile({ type: "asset", fileName: "widget.js", source: loader });
      const files = Object.values(bundle).map((file) =>
        weigh(file.fileName, file.type === "chunk" ? file.code : file.source),
      );
      const manifest = { loader: weigh("widget.js", loader), panel: panel.fileName, files };
      const text = JSON.stringify(manifest, null, 2) + "\n";
      this.emitFile({ type: "asset", fileName: "manifest.json", source: text });
    },
  };
}

function weigh(file: string, source: string | Uint8Array) {
  return { file, bytes: Buffer.byteLength(source), gzip: gzipSync(source, { level: 9 }).length };
}

async function buildLoader(panel: string, target: string[]): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    plugins: [designTokens()],
    define: { PANEL_PATH: JSON.stringify(panel) },
    build: {
      target,
      write: false,
      rolldownOptions: { input: `${source}loader.ts`, output: { format: "iife" } },
    },
  });
  const chunk = "output" in output ? output.output[0] : undefined;
  if (!chunk) throw new Error("The loader was not built.");
  return chunk.code;
}
