import type { CriteriaContext, CriteriaProperty } from "../context.ts";
import type { Condition, Criteria } from "../criteria.ts";
import type { ContactFacts, ConversationFacts, Facts } from "../facts.ts";
import { fold } from "../fold.ts";

/** One row of the shared table: what every evaluator must answer. */
export interface CriteriaCase {
  /** Begins with the rule it proves: "meaning 3: …". */
  name: string;
  criteria: Criteria;
  facts: Facts;
  expected: boolean;
  /** Where it differs from `caseContext`. */
  context?: Partial<CriteriaContext>;
}

/** The "now" of all cases. */
export const caseNow = new Date("2026-06-15T12:00:00.000Z");

export const caseProperties: readonly CriteriaProperty[] = [
  { key: "plan_tier", label: "Plan tier", kind: "text", choices: [] },
  { key: "seats", label: "Seats", kind: "number", choices: [] },
  { key: "trial", label: "Trial", kind: "boolean", choices: [] },
  { key: "renewal", label: "Renewal", kind: "date", choices: [] },
  { key: "region", label: "Region", kind: "choice", choices: ["NA", "EU", "APAC"] },
  // A key that every JavaScript object seems to have.
  { key: "constructor", label: "Constructor", kind: "text", choices: [] },
];

export const tag = { enterprise: 1, hotLead: 2, beta: 3, deleted: 90, deletedToo: 91 };

export const segment = {
  vip: 1,
  trial: 2,
  /** Live: tag enterprise. */
  tagged: 3,
  /** Live: in `vip` and in `tagged`. */
  taggedVip: 4,
  deleted: 5,
  /** Accepts signed context only. */
  signedOnly: 6,
  deletedLive: 7,
  /** Live, and refer to each other: refused when saved, nobody's when stored all the same. */
  circle: 8,
  circleBack: 9,
};

export function when(field: string, operator: string, value?: Condition["value"]): Condition {
  return value === undefined ? { field, operator } : { field, operator, value };
}

export const caseContext: CriteriaContext = {
  subject: "conversation",
  properties: caseProperties,
  deletedTags: new Set([tag.deleted, tag.deletedToo]),
  deletedSegments: new Set([segment.deleted, segment.deletedLive]),
  liveSegments: new Map<number, Criteria>([
    [segment.tagged, { all: [when("contact.tags", "hasAnyOf", [tag.enterprise])] }],
    [
      segment.taggedVip,
      {
        all: [
          when("contact.segments", "hasAnyOf", [segment.vip]),
          when("contact.segments", "hasAllOf", [segment.tagged]),
        ],
      },
    ],
    [segment.deletedLive, { all: [] }],
    [segment.circle, { any: [when("contact.segments", "hasNoneOf", [segment.circleBack])] }],
    [segment.circleBack, { any: [when("contact.segments", "hasNoneOf", [segment.circle])] }],
  ]),
  signedContext: { everySegment: false, segments: new Set([segment.signedOnly]) },
  names: {
    tags: new Map([
      [tag.enterprise, "enterprise"],
      [tag.hotLead, "hot-lead"],
    ]),
    segments: new Map([[segment.vip, "VIP"]]),
  },
};

/** Facts as they are loaded: the texts given here are folded, as the columns hold them. */
export function about(
  contact: Partial<ContactFacts> = {},
  conversation: Partial<ConversationFacts> = {},
): Facts {
  const { properties, ...rest } = contact;
  return {
    contact: {
      tags: [],
      segments: [],
      ...foldTexts(rest),
      properties: foldTexts(properties ?? {}, "renewal"),
    },
    conversation: { tags: [], contextSegments: [], ...foldTexts(conversation) },
  };
}

function foldTexts<T extends object>(values: T, ...except: string[]): T {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === "string" && !except.includes(key) ? fold(value) : value,
    ]),
  ) as T;
}

/** A row with one condition. */
export function row(
  name: string,
  condition: Condition,
  facts: Facts,
  expected: boolean,
  context?: Partial<CriteriaContext>,
): CriteriaCase {
  return { name, criteria: { all: [condition] }, facts, expected, ...(context ? { context } : {}) };
}

/** Rows of one condition over many facts: who matches and who does not. */
export function rows(
  name: string,
  condition: Condition,
  { yes = [], no = [] }: { yes?: [string, Facts][]; no?: [string, Facts][] },
): CriteriaCase[] {
  return [
    ...yes.map(([who, facts]) => row(`${name}: matches ${who}`, condition, facts, true)),
    ...no.map(([who, facts]) => row(`${name}: does not match ${who}`, condition, facts, false)),
  ];
}
