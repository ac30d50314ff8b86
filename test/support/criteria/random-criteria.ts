import { caseNow, caseProperties } from "@tagalong/shared/criteria/cases/case.ts";
import type { CriteriaContext, Subject } from "@tagalong/shared/criteria/context.ts";
import type { Condition, Criteria, Node } from "@tagalong/shared/criteria/criteria.ts";
import type { Field } from "@tagalong/shared/criteria/field.ts";
import { fieldsFor } from "@tagalong/shared/criteria/fields.ts";
import { kinds } from "@tagalong/shared/criteria/kinds.ts";
import type { Takes } from "@tagalong/shared/criteria/operator.ts";
import { operators, operatorsFor } from "@tagalong/shared/criteria/operators.ts";
import fc from "fast-check";
import { largestSegment } from "./fact-table.ts";
import { instant, someId, someNumber, texts } from "./random-facts.ts";

type Value = Condition["value"];
type Single = string | number | boolean;

/** One value of a field's kind. Operators and fields come from the entries, so new ones join by themselves. */
function single(field: Field): fc.Arbitrary<Single> {
  if (field.reference) return someId;
  switch (field.kind) {
    case "number":
      return someNumber;
    case "yesNo":
      return fc.boolean();
    case "date":
      return instant.map((at) => at.toISOString());
    case "choice":
      return fc.constantFrom(...(field.choices ?? ["widget", "email"]));
    case "set":
      return someId;
    case "text":
      return fc.oneof(
        fc.constantFrom(...texts),
        fc.constantFrom(...texts).map((text) => Array.from(text).slice(0, 2).join("") || "a"),
        fc.constantFrom(...texts).map((text) => Array.from(text).slice(-2).join("") || "a"),
      );
  }
}

function ids(field: Field): fc.Arbitrary<number[]> {
  const max = field.reference === "segments" ? largestSegment : 8;
  return fc.array(fc.integer({ min: 1, max }), { minLength: 1, maxLength: 3 });
}

function fitting(takes: Takes, field: Field): fc.Arbitrary<Value> {
  const one = single(field);
  switch (takes) {
    case "nothing":
      return fc.constant(undefined);
    case "one":
      return one;
    case "ids":
      return ids(field);
    case "days":
      return fc.constantFrom(1, 7, 90);
    case "list":
      return fc.array(one, { minLength: 1, maxLength: 4 }) as fc.Arbitrary<Value>;
    case "range":
      return fc.tuple(one, one).map((pair) => pair.sort(ascending)) as fc.Arbitrary<Value>;
  }
}

function ascending(a: Single, b: Single): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Values as they should never be saved. */
const misfit: fc.Arbitrary<Value> = fc.constantFrom<Value[]>(
  undefined,
  "",
  "x\0",
  "\uD800",
  5,
  -1,
  1.5,
  3e9,
  true,
  [],
  [1],
  ["a"],
  [3, 1],
  "2026-02-30",
);

/** Fitting conditions of every operator on every field: what must be tried whatever chance brings. */
export function everyPairing(seed: number, each: number): Condition[] {
  const fields = fieldsFor({ subject: "conversation", properties: caseProperties });
  return fields.flatMap((field) =>
    operatorsFor(field.kind).flatMap(({ id, positive }) =>
      fc
        .sample(fitting(positive.takes, field), { seed, numRuns: each })
        .map((value) => make(field.id, id, value)),
    ),
  );
}

function condition(subject: Subject): fc.Arbitrary<Condition> {
  const fields = fieldsFor({ subject, properties: caseProperties });
  // By kind, else the many text fields leave little to the others; sets have the most to get wrong.
  const weighted = kinds.map((kind) => ({
    weight: kind === "set" ? 3 : 1,
    arbitrary: fc.constantFrom(...fields.filter((field) => field.kind === kind)),
  }));
  const regular = fc
    .oneof(...weighted)
    .chain((field) =>
      fc
        .constantFrom(...operatorsFor(field.kind))
        .chain(({ id, positive }) =>
          fitting(positive.takes, field).map((value) => make(field.id, id, value)),
        ),
    );
  const odd = fc
    .tuple(
      fc.constantFrom(
        ...fields.map((field) => field.id),
        "contact.property.gone",
        "conversation.topic",
        "__proto__",
      ),
      fc.constantFrom(...Object.keys(operators), "constructor"),
      misfit,
    )
    .map(([field, operator, value]) => make(field, operator, value));
  return fc.oneof({ weight: 12, arbitrary: regular }, { weight: 1, arbitrary: odd });
}

function make(field: string, operator: string, value: Value): Condition {
  return value === undefined ? { field, operator } : { field, operator, value };
}

/** Trees of up to three groups inside each other. */
export function randomCriteria(subject: Subject): fc.Arbitrary<Criteria> {
  const one = condition(subject);
  const group = (node: fc.Arbitrary<Node>): fc.Arbitrary<Criteria> =>
    fc
      .tuple(fc.constantFrom("all", "any", "none"), fc.array(node, { maxLength: 3 }))
      .map(([word, nodes]) => ({ [word]: nodes }) as unknown as Criteria);
  const mixed = (inner: fc.Arbitrary<Node>): fc.Arbitrary<Node> =>
    fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: inner });
  return fc.oneof(
    { weight: 2, arbitrary: one.map((node): Criteria => ({ all: [node] })) },
    { weight: 3, arbitrary: group(mixed(group(mixed(group(one))))) },
  );
}

const someSegments = fc.uniqueArray(fc.integer({ min: 1, max: largestSegment }), { maxLength: 3 });

/** Contexts with deleted tags and segments, live segments (circles too) and both ways of trust. */
export const randomContext: fc.Arbitrary<CriteriaContext> = fc.record({
  subject: fc.constantFrom<Subject[]>("contact", "conversation"),
  properties: fc.constant(caseProperties),
  deletedTags: fc
    .uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 3 })
    .map((list) => new Set(list)),
  deletedSegments: someSegments.map((list) => new Set(list)),
  liveSegments: fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: largestSegment }), randomCriteria("contact")), {
      maxLength: 4,
      selector: ([id]) => id,
    })
    .map((list) => new Map(list)),
  signedContext: fc.record({
    everySegment: fc.boolean(),
    segments: someSegments.map((list) => new Set(list)),
  }),
});

export const randomNow = fc.oneof(fc.constant(caseNow), instant);
