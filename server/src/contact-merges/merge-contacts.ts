import type { MergedContact, MergeSide } from "@tagalong/shared/contracts/contact-merge.ts";
import type { Principal } from "../auth/principal.ts";
import { contactName } from "../contacts/contact-name.ts";
import { lockContacts } from "../contacts/lock-contacts.ts";
import { readContact } from "../contacts/read-contact.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { recordEvent } from "../events/record-event.ts";
import type { Services } from "../services.ts";
import { planMerge } from "./plan-merge.ts";
import { insertMerge } from "./queries/merges.ts";
import {
  changeContact,
  deleteContact,
  insertAlias,
  insertAssignments,
  lockFollowing,
  moveAliases,
  moveFollowing,
  putMemberships,
} from "./queries/move-rows.ts";
import { readNames } from "./queries/read-merging.ts";
import {
  followingTables,
  type ChangedColumns,
  type MovedRows,
  type StoredContact,
} from "./stored-rows.ts";
import { tellMoved } from "./tell-moved.ts";
import { readTwoContacts } from "./two-contacts.ts";

export interface MergeAsked {
  keptId: number;
  absorbedId: number;
  choices?: Readonly<Record<string, MergeSide>>;
  /** The field of the request that names the other contact. */
  path?: string;
}

/**
 * Makes one contact of two (C6): what the absorbed one had becomes the kept one's, the absorbed one
 * is gone, and what undoing needs is kept. Messages on their way are stored before or after, with
 * whoever the contact is then.
 */
export async function mergeContacts(
  { database, publisher }: Pick<Services, "database" | "publisher">,
  { organizationId, actor }: Principal,
  { keptId, absorbedId, choices = {}, path = "otherId" }: MergeAsked,
): Promise<MergedContact> {
  return await inOrganization(database, organizationId, async (transaction) => {
    await lockContacts(transaction, [keptId, absorbedId]);
    const { kept, absorbed } = await readTwoContacts(transaction, keptId, absorbedId, path);
    const plan = await planMerge(transaction, kept, absorbed, choices);
    const { columns, tags, memberships, assignments } = plan;

    const records: MovedRows["records"] = { conversations: [], leads: [], deals: [], visitors: [] };
    for (const table of followingTables) {
      records[table] = await lockFollowing(transaction, table, absorbedId);
      await moveFollowing(transaction, table, records[table], keptId);
    }
    const movedTags = new Set(tags.moved);
    const moving = assignments.filter((each) => movedTags.has(each.tag_id));
    await insertAssignments(transaction, keptId, moving);
    await putMemberships(transaction, memberships.after);
    await moveAliases(transaction, plan.aliases, keptId);
    // Before the kept contact may take over its external id.
    await deleteContact(transaction, absorbedId);
    if (plan.alias !== null) await insertAlias(transaction, plan.alias, keptId);
    const revision = await changeContact(transaction, keptId, columns, { added: tags.moved });

    const mergeId = await insertMerge(
      transaction,
      keptId,
      {
        absorbed,
        before: pick(kept, columns),
        after: columns,
        assignments,
        movedTags: tags.moved,
        memberships: memberships.absorbed,
        membershipsBefore: memberships.before,
        membershipsAfter: memberships.after,
        aliases: plan.aliases,
        newAlias: plan.alias,
        records,
      },
      actor,
    );
    const leftOut = await readNames(transaction, "tags", tags.leftOut);
    await recordEvent(transaction, {
      kind: "contact.merged",
      subject: { type: "contact", id: keptId },
      actor,
      contactId: keptId,
      data: {
        mergeId,
        other: { id: absorbedId, name: contactName(absorbed) },
        conversations: records.conversations.length,
        leftOut: [...leftOut].map(([id, name]) => ({ id, name })),
      },
    });
    tellMoved(transaction, publisher, {
      contacts: [
        { id: keptId, revision },
        { id: absorbedId, revision: Number(absorbed.revision) + 1 },
      ],
      conversations: records.conversations,
    });
    const contact = await readContact(transaction, keptId);
    return { mergeId, contact, absorbedId, leftOut: tags.leftOut };
  });
}

function pick(kept: StoredContact, columns: ChangedColumns): ChangedColumns {
  return Object.fromEntries(Object.keys(columns).map((column) => [column, kept[column] ?? null]));
}
