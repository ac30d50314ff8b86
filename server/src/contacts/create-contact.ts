import type { Contact, ContactFields } from "@tagalong/shared/contracts/contact.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import { emptyContact } from "./plan-change.ts";
import { insertContact } from "./queries/write-contact.ts";
import { toContact } from "./to-contact.ts";
import { externalIdTaken, fieldsEvent, planFields } from "./write-fields.ts";

/** What somebody can be known by. */
const identifying = ["name", "email", "phone", "external_id"] as const;

/**
 * Adds a contact by hand or by the API (C1). One with the same email or phone number is no hindrance
 * (find-duplicates.ts tells); one with the same proven external id is.
 */
export async function createContact(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  principal: Principal,
  given: ContactFields,
): Promise<Contact> {
  const { organizationId } = principal;
  return await inOrganization(database, organizationId, async (transaction) => {
    const plan = await planFields(transaction, principal, emptyContact, given);
    if (identifying.every((column) => plan.columns[column] == null)) {
      const message = "A contact needs a name, an email, a phone number or an external id.";
      throw new ProblemError("invalid_value", message, "name");
    }
    const row = await insertContact(transaction, plan.columns);
    if (!row) throw externalIdTaken();
    const contact = toContact(row);
    await recordEvent(transaction, fieldsEvent("contact.created", row.id, principal, plan));
    transaction.onCommit(() => publisher.contactChanged(organizationId, contact));
    return contact;
  });
}
