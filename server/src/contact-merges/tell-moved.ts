import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { ChangeHints } from "../services.ts";

/** More windows than this do not look at one contact's conversations; others read them again. */
const mostConversations = 500;

/** Hints after the commit: windows follow the contacts and conversations that changed places. */
export function tellMoved(
  transaction: OrganizationTransaction,
  hints: Pick<ChangeHints, "contactChanged" | "conversationChanged">,
  moved: {
    contacts: readonly { id: number; revision: number }[];
    /** In the order of their ids. */
    conversations: readonly number[];
  },
): void {
  const { organizationId } = transaction;
  transaction.onCommit(() => {
    for (const contact of moved.contacts) hints.contactChanged(organizationId, contact);
    for (const id of moved.conversations.slice(-mostConversations)) {
      hints.conversationChanged(organizationId, id);
    }
  });
}
