import type { ChangeHints } from "./services.ts";

const nothing = () => {};

/** For work that nobody looks on at: who comes later reads the database. */
export const silentHints: ChangeHints = {
  contactChanged: nothing,
  contactsChanged: nothing,
  conversationChanged: nothing,
  conversationStarted: nothing,
  jobChanged: nothing,
  listsChanged: nothing,
  messageStored: nothing,
  personErased: nothing,
  propertiesChanged: nothing,
  recordChanged: nothing,
  settingsChanged: nothing,
  tagChanged: nothing,
};
