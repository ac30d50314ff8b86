import type { Tag, TagUsage } from "@tagalong/shared/contracts/tag.ts";

export const scopeLabels: Record<Tag["scope"], string> = {
  contact: "Contacts only",
  conversation: "Conversations only",
  both: "Contacts and conversations",
};

const userLabels: Record<TagUsage["usedBy"][number]["kind"], string> = {
  segment: "Segment",
  queue: "Queue",
  routing_rule: "Routing rule",
  priority_rule: "Priority rule",
};

/** "Segment “Enterprise”". */
export const userInWords = ({ kind, name }: TagUsage["usedBy"][number]) =>
  `${userLabels[kind]} “${name}”`;

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** "12 contacts, 1 conversation"; "" when no record carries it. */
export function recordsInWords({ contacts, conversations }: TagUsage["records"]): string {
  return [
    contacts > 0 && counted(contacts, "contact"),
    conversations > 0 && counted(conversations, "conversation"),
  ]
    .filter(Boolean)
    .join(", ");
}

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
    },
    usedBy: [...users.values()],
  };
}
