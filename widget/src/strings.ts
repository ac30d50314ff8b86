/** Every word that a visitor can read. Two groups, so that the loader carries only its own. */

export const launcherWords = {
  chat: "Chat",
  open: "Open chat",
  close: "Close chat",
  unread: (count: number) => `${count} unread`,
  notLoaded: "The chat did not load. Try again",
};

export const words = {
  chatWith: (organization: string) => `Chat with ${organization}`,
  messages: "Messages",
  close: "Close chat",
  offline: "No connection. Your messages will be sent when it is back.",
  message: "Message",
  placeholder: "Write a message…",
  send: "Send message",
  tooLong: (length: string, limit: string) => `${length} of ${limit} characters`,
  you: "You",
  typing: (name: string) => `${name} is typing`,
  latest: "Jump to latest",
  newMessages: "New messages",
  earlier: "Earlier messages",
  today: "Today",
  yesterday: "Yesterday",
  closed: "This conversation is closed. Write to start a new one.",
  sending: "Sending…",
  unsaved: "Sending… not saved yet",
  sent: "Sent",
  read: "Read",
  notSent: "Not sent.",
  retry: "Try again",
  discard: "Discard",
};

/** What a refusal means to a visitor. Others are told in the server's own sentence. */
export const refusals: Record<string, string | undefined> = {
  unknown_widget_key: "This chat is not set up correctly: its key is not known.",
  origin_not_allowed: "This chat may not be used on this site.",
  token_expired: "Your sign-in to this site has expired. Reload the page to chat.",
  token_invalid: "This site could not confirm who you are, so the chat stays closed.",
  invalid_context: "What this site says about you was not accepted.",
  session_revoked: "This chat session was ended.",
};
