/**
 * Tagalong's chat on your site. Paste into your pages:
 *
 *     <script>
 *       window.Tagalong ??= (...call) => (Tagalong.q ??= []).push(call);
 *       Tagalong("boot", { key: "wk_…" });
 *     </script>
 *     <script async src="https://chat.example.com/widget.js"></script>
 *
 * For TypeScript, reference this file: /// <reference path="tagalong.d.ts" />
 */
interface TagalongContext {
  /** Your own id of the visitor. Without a token it is a claim that nobody vouches for. */
  externalId?: string;
  email?: string;
  name?: string;
  company?: string;
  phone?: string;
  /** Values of the contact properties that your organization has defined. */
  properties?: Record<string, string | number | boolean>;
  /** Names of segments that apply to this conversation; at most 50. */
  groups?: string[];
  topic?: string;
}

interface TagalongSettings {
  /** The widget key of your organization. */
  key: string;
  /** Signed context: a JWT (HS256, `exp`, `aud` = the key) that your server made for this visitor. */
  token?: string;
  context?: TagalongContext;
  /** The visitor's system decides when it is left out. */
  theme?: "light" | "dark";
}

interface TagalongMessage {
  conversationId: number;
  sequence: number;
  clientId: string;
  author: { type: "visitor" | "agent" | "system"; name: string };
  text: string;
  createdAt: string;
}

interface TagalongCommands {
  /** Shows the launcher. Nothing is stored or requested until the visitor opens the chat. */
  (command: "boot", settings: TagalongSettings): void;
  /** Says who the visitor is from now on; another person gets a chat of their own. */
  (command: "identify", who: TagalongContext & { token?: string }): void;
  /** Adds to the context; it goes with the messages written from now on. */
  (command: "context", more: TagalongContext): void;
  (command: "open" | "close" | "toggle"): void;
  /** Takes the widget off the page, its connection and its listeners too. */
  (command: "shutdown"): void;
  (command: "on", event: "open" | "close", listener: () => void): void;
  /** How many messages the visitor has not seen. */
  (command: "on", event: "unread", listener: (count: number) => void): void;
  /** A teammate's message has arrived. */
  (command: "on", event: "message", listener: (message: TagalongMessage) => void): void;
}

declare const Tagalong: TagalongCommands;

interface Window {
  Tagalong?: TagalongCommands;
}
