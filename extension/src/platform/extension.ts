import { browser } from "./browser.ts";
import type { Platform, Storage } from "./platform.ts";

const storage: Storage = {
  get: async (key) => (await browser.storage.local.get(key))[key],
  set: (key, value) => browser.storage.local.set({ [key]: value }),
};

const openTab = (url: string) => void browser.tabs.create({ url });

export const extensionPlatform = (face: Platform["face"]): Platform => ({
  kind: "extension",
  face,
  storage,
  serverUrl: null,
  paths: { base: "", hash: true },
  openTab,
  openWorkspace: (path) => openTab(browser.runtime.getURL(`workspace.html#${path}`)),
});
