import { effect, signal } from "@preact/signals";
import type { Storage } from "../platform/platform.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "tagalong.theme";

/** The chosen theme; "system" leaves it to the browser. */
export const theme = signal<Theme>("system");

/** Takes up the stored choice, shows it, and stores what is chosen later. */
export async function followTheme(storage: Storage): Promise<void> {
  const stored = await storage.get(key).catch(() => undefined);
  if (themes.some((each) => each === stored)) theme.value = stored as Theme;
  effect(() => {
    const chosen = theme.value;
    if (chosen === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = chosen;
    void storage.set(key, chosen).catch(() => undefined);
  });
}
