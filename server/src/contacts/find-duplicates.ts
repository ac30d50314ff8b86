import { findCountry } from "@tagalong/shared/contacts/countries.ts";
import type { Duplicate } from "@tagalong/shared/contracts/contact.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import type { Principal } from "../auth/principal.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { cleanText } from "./clean-text.ts";
import { contactName } from "./contact-name.ts";
import { findDuplicates as find, type DuplicateRow } from "./queries/duplicates.ts";
import { readPhone } from "./read-phone.ts";

export interface DuplicatesAsked {
  externalId?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  /** For a phone number without +. */
  country?: string | undefined;
  /** The contact that is being edited. */
  except?: number | undefined;
}

/**
 * Who may be meant by what is about to be written: contacts with the same proven external id, email
 * or phone number. A hint only: people share addresses (C6).
 */
export async function findDuplicates(
  { database }: Pick<Services, "database">,
  { organizationId }: Pick<Principal, "organizationId">,
  asked: DuplicatesAsked,
): Promise<Duplicate[]> {
  const text = (typed: string | undefined) => cleanText(typed ?? "") || null;
  const [email, externalId] = [text(asked.email), text(asked.externalId)];
  const country = asked.country === undefined ? null : findCountry(asked.country);
  const read = asked.phone === undefined ? null : readPhone(asked.phone, country);
  const rows = await inOrganization(database, organizationId, (transaction) =>
    find(transaction, {
      externalId,
      email: email && fold(email),
      phone: read && "phone" in read ? fold(read.phone) : null,
      except: asked.except ?? null,
    }),
  );
  return rows.map(toDuplicate);
}

function toDuplicate(row: DuplicateRow): Duplicate {
  const same: Duplicate["same"] = [];
  if (row.same_external_id) same.push("externalId");
  if (row.same_email) same.push("email");
  if (row.same_phone) same.push("phone");
  const { id, email, phone } = row;
  return { contact: { id, displayName: contactName(row), email, phone }, same };
}
