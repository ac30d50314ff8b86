import type { ManifestV3Export } from "@crxjs/vite-plugin";
import project from "./package.json" with { type: "json" };

export type Browser = "chromium" | "firefox";

const icons = {
  16: "icons/16.png",
  32: "icons/32.png",
  48: "icons/48.png",
  128: "icons/128.png",
};

const shared = {
  manifest_version: 3,
  name: "Tagalong",
  version: project.version,
  description:
    "Who the customer is, in any tab: live chat with the tags and segments that travel along.",
  icons,
  action: { default_title: "Open Tagalong", default_icon: icons },
} as const;

/** Permissions are only what today's features use; none of them shows a warning on install. */
export function manifestFor(browser: Browser): ManifestV3Export {
  return browser === "chromium" ? chromium : (firefox as ManifestV3Export);
}

const chromium: ManifestV3Export = {
  ...shared,
  // From 148 on Chromium has `browser` itself, so that the tested path is the shipped one.
  minimum_chrome_version: "148",
  // Pins the extension's id, and with it the origin that storage and pairing belong to.
  key: "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA5PUXMSrZMUow4NCeMSPmYfeNI3QAnDzt47NrPbyEbtdSavm0MT5nmPoYjGbGI6hEm4pa06MCyhUgjn+n3dDq3c9Ilr6WaBEblc4GMFxOMCrUMe3qsPp8ME4t4Usu/VBlgNWKTA9y+b1GqNMYorwD/FCZCe8zPx+jts/R7/y4XdPKqvN8x+7IGbd3JFln7ybI9jT2RFvXXJGOwYs9mdqBaigYAS2w0s+LFqWIOJlBPaTr1zHxIRnONhxFMwZBcD8Sw2gifEmUWpDJ/nrJw3o2GwddhEamT+NFlYG5QhlxWv39Viy+0ZrwkiZuBx7v33+2Mz9udMXwVq19gOBSYMhTMQIDAQAB",
  permissions: ["storage", "sidePanel"],
  background: { service_worker: "src/background.ts", type: "module" },
  side_panel: { default_path: "panel.html" },
};

const firefox = {
  ...shared,
  permissions: ["storage"],
  background: { scripts: ["src/background.ts"], type: "module" },
  sidebar_action: {
    default_title: "Tagalong",
    default_panel: "panel.html",
    default_icon: icons,
    open_at_install: false,
  },
  browser_specific_settings: {
    gecko: {
      id: "tagalong@tagalong.chat",
      strict_min_version: "140.0",
      data_collection_permissions: {
        required: ["authenticationInfo", "personalCommunications", "personallyIdentifyingInfo"],
      },
    },
  },
};
