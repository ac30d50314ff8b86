import type { OrganizationRules } from "./organization-rules.ts";

export interface ResolvedGroups {
  /** Existing segments, once each; signed once is signed. */
  applied: { segmentId: number; name: string; trusted: boolean }[];
  /** Names that no segment carries: logged for the admin, never created (S7). */
  unknown: string[];
}

/** Translates the widget's wire word `groups` to segments, for one conversation only (S7). */
export function resolveGroups(
  rules: Pick<OrganizationRules, "segmentsByName">,
  groups: { signed: readonly string[]; unsigned: readonly string[] },
): ResolvedGroups {
  const applied = new Map<number, ResolvedGroups["applied"][number]>();
  const unknown = new Set<string>();
  for (const trusted of [true, false]) {
    for (const name of trusted ? groups.signed : groups.unsigned) {
      const segment = rules.segmentsByName.get(name);
      if (!segment) unknown.add(name);
      else if (!applied.has(segment.id)) {
        applied.set(segment.id, { segmentId: segment.id, name, trusted });
      }
    }
  }
  return { applied: [...applied.values()], unknown: [...unknown] };
}
