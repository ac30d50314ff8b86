import type { MergePreview } from "@tagalong/shared/contracts/contact-merge.ts";
import type { Principal } from "../auth/principal.ts";
import { readContact } from "../contacts/read-contact.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { planMerge } from "./plan-merge.ts";
import { countFollowing, readNames } from "./queries/read-merging.ts";
import { readTwoContacts } from "./two-contacts.ts";

/** What merging would do, without doing it: what differs, what moves, what finds no room (T7). */
export async function previewMerge(
  { database }: Pick<Services, "database">,
  { organizationId, permissions }: Pick<Principal, "organizationId" | "permissions">,
  keptId: number,
  absorbedId: number,
): Promise<MergePreview> {
  return await inOrganization(database, organizationId, async (transaction) => {
    const rows = await readTwoContacts(transaction, keptId, absorbedId, "other");
    const plan = await planMerge(transaction, rows.kept, rows.absorbed, {});
    const { before, after } = plan.memberships;
    const were = new Set(
      before.flatMap((each) => (each.state === "member" ? each.segment_id : [])),
    );
    const entered = after.filter((each) => each.state === "member" && !were.has(each.segment_id));
    const left = after.filter((each) => each.state === "excluded" && were.has(each.segment_id));
    const ids = [...entered, ...left].map((each) => each.segment_id);
    const [names, counts, kept, absorbed] = await Promise.all([
      readNames(transaction, "segments", ids),
      countFollowing(transaction, absorbedId),
      readContact(transaction, keptId),
      readContact(transaction, absorbedId),
    ]);
    const named = (each: { segment_id: number }) => names.get(each.segment_id) ?? [];
    const { differences, aliases, alias, tags, limit } = plan;
    return {
      kept,
      absorbed,
      differences,
      aliases: alias === null ? aliases : [...aliases, alias],
      tags: permissions.has("view tags") ? tags : { moved: [], leftOut: [] },
      maxTagsPerRecord: limit,
      segments: permissions.has("view crm segments")
        ? { entered: entered.flatMap(named), left: left.flatMap(named) }
        : { entered: [], left: [] },
      conversations: permissions.has("view conversations") ? counts.conversations : 0,
      leads: permissions.has("view leads") ? counts.leads : 0,
      deals: permissions.has("view deals") ? counts.deals : 0,
    };
  });
}
