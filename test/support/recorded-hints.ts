import type { ChangeHints } from "../../server/src/services.ts";

/** Hints in the order in which they were given: `["tagChanged", 1, …]`. */
export type RecordedHint = [name: keyof ChangeHints, ...about: unknown[]];

/** Stands where realtime/ would stand, and remembers what it was told. */
export function recordHints(): { hints: RecordedHint[]; publisher: ChangeHints } {
  const hints: RecordedHint[] = [];
  const note =
    (name: keyof ChangeHints) =>
    (...about: unknown[]): void => {
      hints.push([name, ...about]);
    };
  const publisher: ChangeHints = {
    contactChanged: note("contactChanged"),
    contactsChanged: note("contactsChanged"),
    conversationChanged: note("conversationChanged"),
    conversationStarted: note("conversationStarted"),
    jobChanged: note("jobChanged"),
    messageStored: note("messageStored"),
    personErased: note("personErased"),
    listsChanged: note("listsChanged"),
    propertiesChanged: note("propertiesChanged"),
    settingsChanged: note("settingsChanged"),
    recordChanged: note("recordChanged"),
    tagChanged: note("tagChanged"),
  };
  return { hints, publisher };
}
