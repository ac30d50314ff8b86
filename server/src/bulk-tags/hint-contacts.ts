import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { ChangeHints } from "../services.ts";

/** More than this many at once are told as a range. */
const mostHints = 20;

/** Tells open windows after the commit: of few one by one, of many that something changed. */
export function hintContacts(
  transaction: OrganizationTransaction,
  hints: ChangeHints,
  changed: readonly { id: number; revision: number }[],
): void {
  if (changed.length === 0) return;
  const { organizationId } = transaction;
  transaction.onCommit(() => {
    if (changed.length <= mostHints) {
      for (const contact of changed) hints.contactChanged(organizationId, contact);
      return;
    }
    let { id: from } = changed[0] ?? { id: 0 };
    let to = from;
    for (const { id } of changed) {
      if (id < from) from = id;
      if (id > to) to = id;
    }
    hints.contactsChanged(organizationId, { from, to });
  });
}
