import type { Contact, ContactChange } from "@tagalong/shared/contracts/contact.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { withoutDeleted } from "../properties/without-deleted.ts";
import type { Services } from "../services.ts";
import { missingContact } from "./missing-contact.ts";
import type { ContactRow } from "./queries/contacts.ts";
import { lockContact, touchConversations, updateContact } from "./queries/write-contact.ts";
import { toContact } from "./to-contact.ts";
import { externalIdTaken, fieldsEvent, planFields } from "./write-fields.ts";

/**
 * Changes what is given of a contact; what is not given stays. With a revision, the change is refused
 * when the contact has another one by now, and the refusal carries the contact as it is.
 */
export async function editContact(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  principal: Principal,
  id: number,
  { revision, ...given }: ContactChange,
): Promise<Contact> {
  const { organizationId } = principal;
  return await inOrganization(database, organizationId, async (transaction) => {
    const stored = await lockContact(transaction, id);
    if (!stored) throw await missingContact(transaction, id);
    const show = async (row: ContactRow) =>
      toContact({ ...row, properties: await withoutDeleted(transaction, row.properties) });
    const before = await show(stored);
    if (revision !== undefined && revision !== stored.revision) {
      const message = "Somebody changed this contact meanwhile.";
      throw new ProblemError("conflict", message, "revision", undefined, before);
    }
    const plan = await planFields(transaction, principal, stored, given, id);
    if (Object.keys(plan.columns).length === 0) return before;
    const row = await updateContact(transaction, id, plan.columns);
    if (!row) throw externalIdTaken();
    const contact = await show(row);
    await recordEvent(transaction, fieldsEvent("contact.updated", id, principal, plan));
    const isShownInInbox =
      before.displayName !== contact.displayName || before.email !== contact.email;
    const conversations = isShownInInbox ? await touchConversations(transaction, id) : [];
    transaction.onCommit(() => {
      publisher.contactChanged(organizationId, contact);
      for (const one of conversations) publisher.conversationChanged(organizationId, one);
    });
    return contact;
  });
}
