import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import type { Criteria, Node } from "@tagalong/shared/criteria/criteria.ts";
import fc from "fast-check";
import type { ManyContacts } from "../support/many-contacts.ts";

/** Each run asks the same. */
const seed = 20_260_101;

const on = (field: string, operator: string, value?: string | number | string[] | number[]): Node =>
  value === undefined ? { field, operator } : { field, operator, value };

/** Conditions that need one value: what most filters people make begin with. */
function equality({ tags, segments }: ManyContacts): fc.Arbitrary<Node> {
  return fc.oneof(
    { weight: 5, arbitrary: tag(tags).map((id) => on("contact.tags", "hasAnyOf", [id])) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tag(tags), tag(tags))
        .map((ids) => on("contact.tags", "hasAllOf", [...new Set(ids)])),
    },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom("Free", "Starter", "Business", "Enterprise")
        .map((plan) => on("contact.property.plan", "equals", plan)),
    },
    {
      weight: 2,
      arbitrary: fc.nat(99).map((n) => on("contact.property.region", "equals", `Region ${n}`)),
    },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom("US", "DE", "GB", "ES", "IE", "ZA")
        .map((country) => on("contact.country", "equals", country)),
    },
    {
      weight: 1,
      arbitrary: fc.nat(19_999).map((n) => on("contact.company", "equals", `Company ${n}`)),
    },
    { weight: 1, arbitrary: fc.constant(on("contact.property.trial", "isYes")) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...segments).map((id) => on("contact.segments", "hasAnyOf", [id])),
    },
  );
}

/** As often from the popular as from the rare ones. */
const tag = (tags: readonly number[]) =>
  fc.oneof(
    fc.constantFrom(...tags.slice(0, 20)),
    fc.constantFrom(...tags.slice(20, 190)),
    fc.constantFrom(...tags.slice(190)),
  );

/** Conditions that no value in an index answers. */
function other({ tags }: ManyContacts): fc.Arbitrary<Node> {
  return fc.oneof(
    fc.nat(900).map((n) => on("contact.property.seats", "greaterThan", n)),
    fc.constantFrom(1, 7, 30, 90).map((n) => on("contact.lastSeenAt", "inLastDays", n)),
    fc.constantFrom(90, 365, 900).map((n) => on("contact.lastSeenAt", "moreThanDaysAgo", n)),
    fc.constantFrom(7, 30, 365).map((n) => on("contact.createdAt", "inLastDays", n)),
    fc.constantFrom(7, 30).map((n) => on("contact.property.renewal", "inNextDays", n)),
    fc.constantFrom("Free", "Enterprise").map((v) => on("contact.property.plan", "notEquals", v)),
    tag(tags).map((id) => on("contact.tags", "hasNoneOf", [id])),
    fc.constantFrom("novak", "ada ", "li").map((v) => on("contact.name", "contains", v)),
    fc.constant(on("contact.phone", "isNotEmpty")),
    fc.constant(on("contact.owner", "isEmpty")),
  );
}

/**
 * What people filter by: four in five need an equality and perhaps more, three in twenty any of two
 * or three, the rest nothing that an index of values could answer.
 */
export function variedFilters(made: ManyContacts, count: number): ContactFilter[] {
  const some = (min: number, max: number) =>
    fc.array(fc.oneof(equality(made), other(made)), { minLength: min, maxLength: max });
  const criteria: fc.Arbitrary<Criteria> = fc.oneof(
    {
      weight: 16,
      arbitrary: fc
        .tuple(equality(made), some(0, 2))
        .map(([one, more]): Criteria => ({ all: [one, ...more] })),
    },
    {
      weight: 3,
      arbitrary: fc
        .array(equality(made), { minLength: 2, maxLength: 3 })
        .map((any): Criteria => ({ any })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(other(made), { minLength: 1, maxLength: 2 })
        .map((all): Criteria => ({ all })),
    },
  );
  return fc.sample(criteria, { seed, numRuns: count }).map((one) => ({ criteria: one }));
}
