import type { JobAtWork } from "../jobs/declare-job.ts";
import type { BulkTagsPayload } from "./bulk-tags-payload.ts";

const number = new Intl.NumberFormat("en");
export const contactsIn = (count: number) =>
  `${number.format(count)} ${count === 1 ? "contact" : "contacts"}`;

const listed = new Intl.ListFormat("en");
const quoted = (names: readonly string[]) => {
  const shown = names.slice(0, 3).map((name) => `“${name}”`);
  const more = names.length - shown.length;
  return listed.format(more > 0 ? [...shown, `${more} more`] : shown);
};

/** "Add “vip” to 100,000 contacts". */
export function bulkTagsLabel(
  add: readonly string[],
  remove: readonly string[],
  total: number,
): string {
  if (remove.length === 0) return `Add ${quoted(add)} to ${contactsIn(total)}`;
  if (add.length === 0) return `Remove ${quoted(remove)} from ${contactsIn(total)}`;
  return `Add ${quoted(add)} and remove ${quoted(remove)} on ${contactsIn(total)}`;
}

type Said = [count: number | undefined, words: string];

/** What came of it, without what did not happen. */
export function sentence(parts: readonly Said[]): string {
  const said = parts.filter(([count]) => (count ?? 0) > 0);
  const shown = said.length > 0 ? said : parts.slice(0, 1);
  const all = shown.map(([count, words]) => words.replace("#", number.format(count ?? 0)));
  const text = all.join(" · ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "Added to 98,211 · already had 1,764 · at limit 25"; of several tags it counts tags. */
export function bulkTagsResult({
  payload: { add, remove },
  counts,
}: Pick<JobAtWork<BulkTagsPayload, unknown>, "payload" | "counts">): string {
  const adds: Said[] = [
    [counts.added, add.length === 1 ? "added to #" : "# tags added"],
    [counts.alreadyHad, add.length === 1 ? "already had #" : "# were there already"],
    [counts.atLimit, add.length === 1 ? "at limit #" : "# did not fit the limit"],
  ];
  const removes: Said[] = [
    [counts.removed, remove.length === 1 ? "removed from #" : "# tags removed"],
    [counts.notThere, remove.length === 1 ? "not there on #" : "# were not there"],
  ];
  const gone: Said = [counts.gone, "not found #"];
  return sentence([...(add.length > 0 ? adds : []), ...(remove.length > 0 ? removes : []), gone]);
}
