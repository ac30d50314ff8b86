import type { MergeSide } from "@tagalong/shared/contracts/contact-merge.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { decideFields, type DecidedFields } from "./decide-fields.ts";
import {
  readAliases,
  readDefinitions,
  readNames,
  readSeen,
  readStoredAssignments,
  readStoredMemberships,
  readTagLimit,
} from "./queries/read-merging.ts";
import type { StoredContact, StoredMembership } from "./stored-rows.ts";
import { uniteMemberships } from "./unite-memberships.ts";
import { uniteTags, type UnitedAssignment } from "./unite-tags.ts";

export interface MergePlan extends DecidedFields {
  /** The absorbed contact's aliases, which the kept one gets besides `alias`. */
  aliases: string[];
  limit: number | null;
  /** All of the absorbed contact's. */
  assignments: UnitedAssignment[];
  tags: { moved: number[]; leftOut: number[] };
  memberships: {
    absorbed: StoredMembership[];
    before: StoredMembership[];
    after: StoredMembership[];
  };
}

/** What merging two contacts changes, by what is stored now: for showing it and for doing it. */
export async function planMerge(
  transaction: OrganizationTransaction,
  kept: StoredContact,
  absorbed: StoredContact,
  choices: Readonly<Record<string, MergeSide>>,
): Promise<MergePlan> {
  const owners = [kept.owner_id, absorbed.owner_id].filter((id) => id !== null);
  const [properties, names, limit, seen, aliases] = await Promise.all([
    readDefinitions(transaction),
    readNames(transaction, "agents", owners),
    readTagLimit(transaction),
    readSeen(transaction, kept.id, absorbed.id),
    readAliases(transaction, absorbed.id),
  ]);
  const [ownTags, assignments, ownMemberships, memberships] = await Promise.all([
    readStoredAssignments(transaction, kept.id),
    readStoredAssignments(transaction, absorbed.id),
    readStoredMemberships(transaction, kept.id),
    readStoredMemberships(transaction, absorbed.id),
  ]);
  const fields = decideFields(kept, absorbed, choices, properties, names);
  const { columns } = fields;
  if (seen.first !== kept.first_seen_at) columns.first_seen_at = seen.first;
  if (seen.last !== kept.last_seen_at) columns.last_seen_at = seen.last;
  return {
    ...fields,
    aliases,
    limit,
    assignments,
    tags: uniteTags(ownTags, assignments, limit),
    memberships: {
      absorbed: memberships,
      ...uniteMemberships(kept.id, ownMemberships, memberships),
    },
  };
}
