import type { Platform, Storage } from "./platform.ts";

const storage: Storage = {
  async get(key) {
    const text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  },
  async set(key, value) {
    localStorage.setItem(key, JSON.stringify(value));
  },
};

export const webPlatform: Platform = {
  kind: "web",
  face: "workspace",
  storage,
  serverUrl: location.origin,
  paths: { base: "/admin", hash: false },
  openTab: (url) => window.open(url, "_blank", "noopener"),
  openWorkspace: (path) => window.open(`/admin${path}`, "_blank", "noopener"),
};
