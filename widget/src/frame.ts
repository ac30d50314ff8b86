import type { Context } from "@tagalong/shared/contracts/context.ts";

/** What a site gives `Tagalong("boot", …)`. */
export interface Settings {
  key: string;
  /** Signed context: a JWT made by the site's server. */
  token?: string | undefined;
  context?: Context | undefined;
  theme?: "light" | "dark" | undefined;
}

export type EventName = "open" | "close" | "unread" | "message";

export type Emit = (event: EventName, detail?: unknown) => void;

/** What the loader hands to the panel when it mounts it. */
export interface Frame {
  /** Where the server is: the folder of widget.js. */
  server: URL;
  /** The shadow root, the element in it where the panel is drawn, and the button (for a badge). */
  launcher: { root: ShadowRoot; place: HTMLElement; button: HTMLButtonElement };
  settings: Settings;
  /** Whose chat this is on this browser; names what is kept here (see loader/person.ts). */
  person: string;
  close: () => void;
  /** How many unread messages there are, for the launcher's name. */
  count: (unread: number) => void;
  emit: Emit;
}

/** What the panel hands back. */
export interface Panel {
  show: (open: boolean) => void;
  /** New context for what is sent from now on; the person is the same. */
  update: (settings: Settings) => void;
  destroy: () => void;
}

export type MountPanel = (frame: Frame) => Panel;
