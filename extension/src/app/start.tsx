import { effect } from "@preact/signals";
import { render } from "preact";
import { Router, RouterProvider } from "../navigation/router.ts";
import type { Platform } from "../platform/platform.ts";
import { Session } from "../session/session.ts";
import "../ui/base.css";
import { listenForShortcuts, shortcutsOn } from "../ui/shortcuts.ts";
import { App } from "./app.tsx";
import { followTheme } from "./theme.ts";

const shortcutsKey = "tagalong.shortcuts";

/** Puts the app on the page; the platform says which face it has and where it lives. */
export function start(platform: Platform): void {
  const root = document.getElementById("app");
  if (!root) throw new Error("The page has no #app.");
  const router = new Router(platform);
  router.listen();
  listenForShortcuts();
  void followTheme(platform.storage);
  void followShortcuts(platform);
  const session = new Session(platform.storage);
  void session.start();
  render(
    <RouterProvider value={router}>
      <App platform={platform} session={session} />
    </RouterProvider>,
    root,
  );
}

async function followShortcuts({ storage }: Platform): Promise<void> {
  if ((await storage.get(shortcutsKey).catch(() => true)) === false) shortcutsOn.value = false;
  effect(() => void storage.set(shortcutsKey, shortcutsOn.value).catch(() => undefined));
}
