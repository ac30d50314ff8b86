import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import type { Database } from "./database/database.ts";

/**
 * Tells open windows that something changed, after the commit; implemented by realtime/. Hints may
 * be lost: who gets none reads the database at the next occasion.
 */
export interface ChangeHints {
  contactChanged(organizationId: number, contact: { id: number; revision: number }): void;
  tagChanged(organizationId: number, tag: Tag): void;
  conversationChanged(organizationId: number, conversationId: number): void;
}

/** What verbs of the features work with. */
export interface Services {
  database: Database;
  publisher: ChangeHints;
}
