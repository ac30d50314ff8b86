import type { Emit, MountPanel, Panel, Settings } from "../frame.ts";
import { drawLauncher } from "./launcher.ts";
import { personOf } from "./person.ts";

/** The panel's file below the server, e.g. widget/assets/panel-….js; put in by the build. */
declare const PANEL_PATH: string;

export type Chat = ReturnType<typeof startChat>;

/** One boot: draws the launcher, loads the panel when it is wanted, and can undo itself. */
export function startChat(settings: Settings, server: URL, emit: Emit, open = false) {
  const person = personOf(settings);
  let panel: Panel | undefined;
  let loading = false;
  let stopped = false;
  let unread = 0;
  let tries = 0;

  const toggle = (next = !open) => {
    if (next === open) return;
    const inside = launcher.root.activeElement;
    open = next;
    emit(open ? "open" : "close");
    if (panel) panel.show(open);
    else if (open) void load();
    show();
    if (inside && !open) launcher.button.focus({ preventScroll: true });
  };
  const launcher = drawLauncher(() => toggle(), settings.theme);
  const show = (failed?: boolean) => launcher.show(open, open && loading, unread, failed);

  const load = async () => {
    if (loading) return;
    loading = true;
    show();
    try {
      // Browsers may remember a failed import: the next try has another address.
      const address = new URL(PANEL_PATH + (tries ? `?${tries}` : ""), server).href;
      const { mount } = (await import(/* @vite-ignore */ address)) as { mount: MountPanel };
      if (stopped) return;
      panel = mount({
        server,
        launcher,
        settings,
        person,
        emit,
        close: () => toggle(false),
        count,
      });
      loading = false;
      panel.show(open);
      show();
    } catch (error) {
      tries++;
      loading = open = false;
      show(true);
      reportError(error);
    }
  };

  const count = (next: number) => {
    if (next !== unread) emit("unread", (unread = next));
    show();
  };

  show();
  // A visitor who has a conversation here hears of answers without opening the chat again.
  try {
    if (open || localStorage[person]) void load();
  } catch {
    // Storage is blocked: then nothing was kept.
  }

  return {
    person,
    toggle,
    get open() {
      return open;
    },
    update(next: Settings) {
      settings = next;
      panel?.update(next);
    },
    stop() {
      stopped = true;
      panel?.destroy();
      launcher.host.remove();
    },
  };
}
