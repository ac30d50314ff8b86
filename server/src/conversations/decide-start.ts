import type { Context } from "@tagalong/shared/contracts/context.ts";
import type { ContactFacts, ConversationFacts, Facts } from "@tagalong/shared/criteria/facts.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { decidePriority, type PriorityDecision } from "../priority/decide-priority.ts";
import { decideRoute, type RouteDecision } from "../routing/decide-route.ts";
import { decideAutoApply, type EnteredSegment } from "../segments/auto-apply.ts";
import type { OrganizationRules } from "../segments/organization-rules.ts";
import { resolveGroups, type ResolvedGroups } from "../segments/resolve-groups.ts";

export interface StartFacts {
  contact: ContactFacts;
  /** Segments that a person took the contact out of (S2). */
  excluded: ReadonlySet<number>;
  context: Context;
  /** Group names that a token vouches for. */
  signedGroups: readonly string[];
  channel: string;
  now: Date;
}

export interface StartDecision {
  groups: ResolvedGroups;
  entered: EnteredSegment[];
  priority: PriorityDecision;
  route: RouteDecision;
  /** Folded, as criteria compare them and as the columns keep them. */
  folded: { topic: string | null; language: string | null; pageUrl: string | null };
}

/**
 * Everything that is decided when a conversation starts, in V1's order: context groups, auto-applied
 * segments, priority, route; each sees what the ones before it decided. Pure.
 */
export function decideStart(rules: OrganizationRules, about: StartFacts): StartDecision {
  const { context, now } = about;
  const groups = resolveGroups(rules, {
    signed: about.signedGroups,
    unsigned: context.groups ?? [],
  });
  const entered = decideAutoApply(rules, { contact: about.contact }, about.excluded, now);
  const contact = {
    ...about.contact,
    segments: [...about.contact.segments, ...entered.map(({ segmentId }) => segmentId)],
  };
  const folded = {
    topic: foldOrNull(context.topic),
    language: foldOrNull(context.language),
    pageUrl: foldOrNull(context.pageUrl),
  };
  const conversation: ConversationFacts = {
    ...folded,
    channel: about.channel,
    status: "open",
    priority: "normal",
    createdAt: now,
    tags: [],
    contextSegments: groups.applied.map(({ segmentId, trusted }) => ({
      segment: segmentId,
      trusted,
    })),
  };
  const facts: Facts = { contact, conversation };
  const priority = decidePriority(rules.priorities, facts, now);
  const routed = { contact, conversation: { ...conversation, priority: priority.priority } };
  return { groups, entered, priority, route: decideRoute(rules.routing, routed, now), folded };
}

function foldOrNull(text: string | undefined): string | null {
  return fold(text ?? "") || null;
}
