import type { EventName, Settings } from "./frame.ts";
import { startChat, type Chat } from "./loader/chat.ts";
import { personOf } from "./loader/person.ts";

type Stub = {
  (...command: unknown[]): void;
  q?: Iterable<unknown>[];
  ready?: boolean;
};
type Listener = (detail: unknown) => void;

const server = new URL(".", (document.currentScript as HTMLScriptElement).src);
const page = window as { Tagalong?: Stub };

const bootFirst = "Tagalong: boot with a key first.";

let settings: Settings | undefined;
let chat: Chat | undefined;
let listeners: [EventName, Listener][] = [];

const attempt = (work: () => void) => {
  try {
    work();
  } catch (error) {
    reportError(error);
  }
};

const emit = (event: EventName, detail?: unknown) => {
  for (const [name, listener] of listeners) {
    if (name === event) attempt(() => listener(detail));
  }
};

/** Another person gets a chat of their own; the same one only new details. */
const become = (next: Partial<Settings>) => {
  if (!settings || !chat) throw new Error(bootFirst);
  settings = { ...settings, ...next };
  if (personOf(settings) === chat.person) return chat.update(settings);
  chat.stop();
  chat = startChat(settings, server, emit, chat.open);
};

const commands = {
  boot(next: Settings) {
    if (!next?.key) throw new Error(bootFirst);
    chat?.stop();
    chat = startChat((settings = { ...next }), server, emit);
  },
  /** Who the visitor is: a token, or context fields that are not signed. */
  identify({ token, ...who }: Settings["context"] & { token?: string } = {}) {
    become({ token, context: { ...settings?.context, ...who } });
  },
  /** More about the visit (topic, groups, properties …), for the next conversation. */
  context(more: Settings["context"]) {
    become({ context: { ...settings?.context, ...more } });
  },
  open: () => chat?.toggle(true),
  close: () => chat?.toggle(false),
  toggle: () => chat?.toggle(),
  on(event: EventName, listener: Listener) {
    listeners.push([event, listener]);
  },
  shutdown() {
    chat?.stop();
    chat = settings = undefined;
    listeners = [];
  },
};

/** A wrong call is reported in the console; it never breaks the page's own script. */
const run: Stub = (...[command, ...rest]: unknown[]) =>
  attempt(() => (commands[command as keyof typeof commands] as Listener)(...(rest as [unknown])));

/** Until the body is there, calls stay in the queue that the site's own snippet made. */
const begin = () => {
  const waiting = page.Tagalong?.q ?? [];
  page.Tagalong = run;
  run.ready = true;
  for (const command of waiting) run(...command);
};

// A page may hold the script tag twice.
if (!page.Tagalong?.ready) {
  if (document.body) begin();
  else addEventListener("DOMContentLoaded", begin);
}
