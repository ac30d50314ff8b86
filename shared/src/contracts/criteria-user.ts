import { z } from "zod";
import type { Permission } from "../permissions.ts";

/** What keeps criteria: its word in sentences, and what it takes to be told of it (S8). */
export const criteriaUsers = {
  segment: { word: "segment", permission: "view crm segments" },
  queue: { word: "queue", permission: "view routing" },
  routing_rule: { word: "routing rule", permission: "view routing" },
  priority_rule: { word: "priority rule", permission: "view routing" },
  smart_list: { word: "smart list", permission: "view contacts" },
} as const satisfies Record<string, { word: string; permission: Permission }>;

export type CriteriaUserKind = keyof typeof criteriaUsers;
const kinds = Object.keys(criteriaUsers) as [CriteriaUserKind, ...CriteriaUserKind[]];

/** Something whose criteria name a tag, a segment or a property. */
export const criteriaUserSchema = z.object({
  kind: z.enum(kinds),
  id: z.int(),
  name: z.string(),
});
export type CriteriaUser = z.infer<typeof criteriaUserSchema>;

/** "Segment “Enterprise”". */
export function criteriaUserInWords({ kind, name }: Pick<CriteriaUser, "kind" | "name">): string {
  const { word } = criteriaUsers[kind];
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} “${name}”`;
}
