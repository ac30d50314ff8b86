import type { ChangedRecord, SettingsPart } from "@tagalong/shared/contracts/agent-socket.ts";
import type { Job } from "@tagalong/shared/contracts/job.ts";
import type { Message } from "@tagalong/shared/contracts/message.ts";
import type { Tag } from "@tagalong/shared/contracts/tag.ts";
import type { VisitorIdentity } from "./contacts/visitor-identity.ts";
import type { Database } from "./database/database.ts";
import type { RulesCache } from "./segments/rules-cache.ts";

/**
 * Tells open windows that something changed, after the commit; implemented by realtime/. Hints may
 * be lost: who gets none reads the database at the next occasion.
 */
export interface ChangeHints {
  contactChanged(organizationId: number, contact: { id: number; revision: number }): void;
  /** Many contacts changed at once, all of them with ids in this range. */
  contactsChanged(organizationId: number, range: { from: number; to: number }): void;
  tagChanged(organizationId: number, tag: Tag): void;
  /** For who started the job and for admins. */
  jobChanged(organizationId: number, job: Job): void;
  /** The definitions of the contacts' properties changed. */
  propertiesChanged(organizationId: number): void;
  /** A smart list is new, changed or gone. */
  listsChanged(organizationId: number): void;
  /** Roles, agents, invitations, API tokens or segments changed. */
  settingsChanged(organizationId: number, about: SettingsPart): void;
  conversationChanged(organizationId: number, conversationId: number): void;
  /** A person was erased: they are cut off, and whoever shows what they wrote is to forget it. */
  personErased(organizationId: number, person: ErasedPerson): void;
  /** A lead or a deal is new, changed or gone. */
  recordChanged(organizationId: number, record: ChangedRecord): void;
  /** A message was added to a conversation that exists. */
  messageStored(organizationId: number, message: Message): void;
  /** A first message began a conversation. */
  conversationStarted(organizationId: number, message: Message, visitor: VisitorIdentity): void;
}

export interface ErasedPerson {
  contactId: number;
  /** What is left of them is nobody's. */
  conversations: readonly number[];
  /** By their tokens' SHA-256. */
  browsers: readonly Buffer[];
  /** What a token may have named them by. */
  externalIds: readonly string[];
}

/** What verbs of the features work with. */
export interface Services {
  database: Database;
  rules: RulesCache;
  publisher: ChangeHints;
}
