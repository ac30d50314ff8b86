import type { Tag, TagUsage } from "@tagalong/shared/contracts/tag.ts";

export const scopeLabels: Record<Tag["scope"], string> = {
  contact: "Contacts, leads, deals",
  conversation: "Conversations only",
  both: "Everything",
};

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`;

const recordWords = [
  ["contacts", "contact"],
  ["conversations", "conversation"],
  ["leads", "lead"],
  ["deals", "deal"],
] as const satisfies [keyof TagUsage["records"], string][];

/** "12 contacts, 1 conversation"; "" when no record carries it. */
export function recordsInWords(records: TagUsage["records"]): string {
  return recordWords
    .flatMap(([plural, one]) => (records[plural] > 0 ? counted(records[plural], one) : []))
    .join(", ");
}

/** All records that carry it. */
export const recordsInAll = (records: TagUsage["records"]) =>
  recordWords.reduce((sum, [plural]) => sum + records[plural], 0);

/** The uses of several tags as one: a record that carries two is counted twice. */
export function usageOf(
  ids: readonly number[],
  usage: ReadonlyMap<number, TagUsage>,
): Omit<TagUsage, "tagId"> {
  const found = ids.flatMap((id) => usage.get(id) ?? []);
  const users = new Map(
    found.flatMap(({ usedBy }) => usedBy).map((user) => [`${user.kind} ${user.id}`, user]),
  );
  return {
    records: {
      contacts: found.reduce((sum, each) => sum + each.records.contacts, 0),
      conversations: found.reduce((sum, each) => sum + each.records.conversations, 0),
      leads: found.reduce((sum, each) => sum + each.records.leads, 0),
      deals: found.reduce((sum, each) => sum + each.records.deals, 0),
    },
    usedBy: [...users.values()],
  };
}
