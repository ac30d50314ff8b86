import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import {
  buildCandidateIndex,
  type CandidateIndex,
} from "@tagalong/shared/criteria/candidate-index.ts";
import type { CriteriaContext } from "@tagalong/shared/criteria/context.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { compileExplanation } from "@tagalong/shared/criteria/explain.ts";
import type { Facts } from "@tagalong/shared/criteria/facts.ts";
import type { Reason } from "@tagalong/shared/criteria/reason.ts";
import type { Priority } from "@tagalong/shared/priority/priorities.ts";
import type { Row, RoutingAction } from "../database/schema.ts";
import { compileRule, type CompiledRule } from "./compile-rule.ts";
import { orderByReference } from "./order-by-reference.ts";
import type { RuleRows } from "./read-rule-rows.ts";

export interface SegmentRule {
  id: number;
  name: string;
  refresh: Row<"segments">["refresh"];
  criteria: Criteria | null;
  requiresSignedContext: boolean;
}

export interface AutoApplyRule extends SegmentRule {
  criteria: Criteria;
  /** Why a contact enters it (S5). */
  why: (facts: Facts, now: Date) => Reason;
}

/** Everything of one organization that decides about conversations, compiled; see rules-cache.ts. */
export interface OrganizationRules {
  /** `organizations.rules_version` that these are of. */
  version: number;
  /** How contact criteria (segments) are evaluated and said. */
  contacts: CriteriaContext;
  /** The same for criteria that see conversations too (routing, priority, queues, views). */
  conversations: CriteriaContext;
  properties: ReadonlyMap<string, PropertyDefinition>;
  /** Not deleted, by id and by name (widget groups name them, S7). */
  segments: ReadonlyMap<number, SegmentRule>;
  segmentsByName: ReadonlyMap<string, SegmentRule>;
  /** Segments that are applied when a conversation starts (S1), in the order to ask them. */
  autoApply: readonly CandidateIndex<AutoApplyRule>[];
  priorities: (CompiledRule & { priority: Priority })[];
  routing: {
    rules: (CompiledRule & { action: RoutingAction })[];
    queues: (CompiledRule & { id: number; teamId: number | null })[];
    fallback: { id: number; name: string; teamId: number | null } | null;
  };
}

/** Compiles what was read. Criteria were checked when they were saved. */
export function compileRules(rows: RuleRows): OrganizationRules {
  const segments = rows.segments.filter((row) => row.deleted_at === null).map(toSegment);
  const properties = rows.properties.map(toProperty);
  const contacts = toContext(rows, segments, properties);
  const conversations: CriteriaContext = { ...contacts, subject: "conversation" };
  const autoApply = segments.flatMap((segment): AutoApplyRule[] => {
    const { refresh, criteria } = segment;
    if (refresh !== "on_conversation" || criteria === null) return [];
    return [{ ...segment, criteria, why: whenAsked(() => compileExplanation(criteria, contacts)) }];
  });
  const compile = (row: { name: string; criteria: unknown }) =>
    compileRule(row.name, row.criteria as Criteria, conversations);
  const fallback = rows.queues.find((queue) => queue.fallback);
  return {
    version: rows.organization.rules_version,
    contacts,
    conversations,
    properties: new Map(properties.map((property) => [property.key, property])),
    segments: new Map(segments.map((segment) => [segment.id, segment])),
    segmentsByName: new Map(segments.map((segment) => [segment.name, segment])),
    autoApply: orderByReference(autoApply, contacts.liveSegments).map((rules) =>
      buildCandidateIndex(rules, contacts),
    ),
    priorities: rows.priorities.map((row) => ({ ...compile(row), priority: row.priority })),
    routing: {
      rules: rows.routing.map((row) => ({ ...compile(row), action: row.action })),
      queues: rows.queues
        .filter((row) => !row.fallback)
        .map((row) => ({ ...compile(row), id: row.id, teamId: row.team_id })),
      fallback: fallback
        ? { id: fallback.id, name: fallback.name, teamId: fallback.team_id }
        : null,
    },
  };
}

/** Most of many segments never match anybody before the rules change again. */
function whenAsked(compile: () => AutoApplyRule["why"]): AutoApplyRule["why"] {
  let why: AutoApplyRule["why"] | undefined;
  return (facts, now) => (why ??= compile())(facts, now);
}

function toContext(
  rows: RuleRows,
  segments: readonly SegmentRule[],
  properties: readonly PropertyDefinition[],
): CriteriaContext {
  const idsOf = (deleted: readonly { id: number; deleted_at: Date | null }[]) =>
    new Set(deleted.filter((row) => row.deleted_at !== null).map((row) => row.id));
  const namesOf = (named: readonly { id: number; name: string }[]) =>
    new Map(named.map((row) => [row.id, row.name]));
  const live = segments.filter((segment) => segment.refresh === "live");
  return {
    subject: "contact",
    properties,
    deletedTags: idsOf(rows.tags),
    deletedSegments: idsOf(rows.segments),
    liveSegments: new Map(
      live.flatMap(({ id, criteria }): [number, Criteria][] => (criteria ? [[id, criteria]] : [])),
    ),
    signedContext: {
      everySegment: rows.organization.require_signed_context,
      segments: new Set(segments.filter((one) => one.requiresSignedContext).map((one) => one.id)),
    },
    names: {
      tags: namesOf(rows.tags),
      segments: namesOf(rows.segments),
      queues: namesOf(rows.queues),
      teams: namesOf(rows.teams),
      agents: namesOf(rows.agents),
    },
  };
}

function toSegment(row: RuleRows["segments"][number]): SegmentRule {
  return {
    id: row.id,
    name: row.name,
    refresh: row.refresh,
    criteria: row.criteria as Criteria | null,
    requiresSignedContext: row.requires_signed_context,
  };
}

function toProperty(row: RuleRows["properties"][number]): PropertyDefinition {
  const { key, label, kind, choices, writers } = row;
  return { key, label, kind, choices, writers };
}
