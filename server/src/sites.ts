import { fileURLToPath } from "node:url";
import type { Sites } from "./http/static-sites.ts";

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Where the builds of the other packages are. */
export const builtSites: Sites = {
  widget: folder("widget/dist"),
  admin: folder("extension/dist/web"),
  demo: folder("widget/demo"),
};

export const extensionDir = folder("extension/dist/chromium");
