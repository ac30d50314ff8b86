import { compileFilter } from "../contact-lists/compile-filter.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import type { SettledSelection } from "./bulk-tags-payload.ts";
import { exceptContacts } from "./queries/except-contacts.ts";
import {
  lockFilteredContacts,
  lockListedContacts,
  readRangeEnd,
  type SelectedContact,
} from "./queries/selected-contacts.ts";

/** Contacts that one step looks at: locked for a fraction of a second. */
const atOnce = 2_000;

export interface Walked {
  /** Locked, in the order of their ids. */
  contacts: SelectedContact[];
  /** How many of the selection this was, those that are gone too. */
  done: number;
  /** The last id that was looked at. */
  cursor: number;
  finished: boolean;
}

/** The next piece of a selection after `cursor`. */
export async function walkSelection(
  { rules }: Pick<Services, "rules">,
  transaction: OrganizationTransaction,
  selection: SettledSelection,
  after: number,
): Promise<Walked> {
  if ("contactIds" in selection) {
    const left = selection.contactIds.filter((id) => id > after);
    const ids = left.slice(0, atOnce);
    const contacts = await lockListedContacts(transaction, ids);
    const cursor = ids.at(-1) ?? after;
    return { contacts, done: ids.length, cursor, finished: left.length === ids.length };
  }
  const { upTo, at, except } = selection;
  const to = await readRangeEnd(transaction, { after, to: upTo }, atOnce);
  const compiled = compileFilter(selection.filter, await rules.read(transaction));
  const filter = exceptContacts(compiled, except);
  const contacts = await lockFilteredContacts(transaction, { after, to }, filter, new Date(at));
  return { contacts, done: contacts.length, cursor: to, finished: to >= upTo };
}
