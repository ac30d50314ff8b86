import type { ErasedContact } from "@tagalong/shared/contracts/contact-merge.ts";
import type { Principal } from "../auth/principal.ts";
import { lockContacts } from "../contacts/lock-contacts.ts";
import { readContact } from "../contacts/read-contact.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import {
  deleteContacts,
  emptyConversations,
  forgetBrowsers,
  forgetGroupNames,
  forgetMerges,
  stripEvents,
} from "./queries/erase.ts";
import {
  lockConversationsOf,
  readExternalIds,
  readFamily,
  readLeftProfiles,
} from "./queries/person.ts";

/** Conversations that are emptied by one statement, so that none of them takes too long. */
const atOnce = 200;

/**
 * Erases a person (C6), for good and in one transaction: profile, properties, tags, memberships,
 * identities, leads, deals, and what merges had kept. Of their conversations stays when they were
 * and how they went, nobody's and without a word, so that reports still count them. Their browsers
 * are cut off and begin as strangers. Files that somebody exported, jobs' descriptions and filters
 * that name the person are not searched.
 */
export async function eraseContact(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  { organizationId, actor }: Principal,
  id: number,
): Promise<ErasedContact> {
  return await inOrganization(database, organizationId, async (transaction) => {
    await lockContacts(transaction, [id]);
    const { revision } = await readContact(transaction, id);
    const family = await readFamily(transaction, id);
    const profiles = await readLeftProfiles(transaction, family);
    if (profiles.length > 0) await lockContacts(transaction, profiles);
    const contacts = [id, ...profiles];
    const everybody = [...family, ...profiles];
    const externalIds = await readExternalIds(transaction, contacts);

    const conversations = await lockConversationsOf(transaction, contacts);
    let messages = 0;
    for (let at = 0; at < conversations.length; at += atOnce) {
      const some = conversations.slice(at, at + atOnce);
      await forgetGroupNames(transaction, some);
      messages += await emptyConversations(transaction, some);
    }
    await stripEvents(transaction, everybody);
    const browsers = await forgetBrowsers(transaction, contacts);
    await forgetMerges(transaction, everybody);
    await deleteContacts(transaction, contacts);

    const erased = { conversations: conversations.length, messages };
    await recordEvent(transaction, {
      kind: "contact.erased",
      subject: { type: "contact", id },
      actor,
      data: erased,
    });
    const person = { contactId: id, conversations, browsers, externalIds };
    transaction.onCommit(() => {
      publisher.personErased(organizationId, person);
      publisher.contactChanged(organizationId, { id, revision: revision + 1 });
    });
    return { id, ...erased };
  });
}
