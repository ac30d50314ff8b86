import { about, row, rows, when } from "./case.ts";
import type { CriteriaCase } from "./case.ts";

const empties: [string, ReturnType<typeof about>][] = [
  ["a missing text", about()],
  ["a null text", about({ company: null })],
  ["an empty text", about({ company: "" })],
  ["a blank text", about({ company: " \u00A0\u3000\t" })],
];

const company = (text: string) => about({ company: text });

/** Two spellings that the fold makes one (or keeps apart), each way round and inside each operator. */
function folded(name: string, written: string, asked: string, same: boolean): CriteriaCase[] {
  return ["equals", "contains", "startsWith", "endsWith"].flatMap((operator) => [
    row(
      `meaning 1: ${name} (${operator})`,
      when("contact.company", operator, asked),
      company(written),
      same,
    ),
    row(
      `meaning 1: ${name}, the other way round (${operator})`,
      when("contact.company", operator, written),
      company(asked),
      same,
    ),
  ]);
}

export const textCases: CriteriaCase[] = [
  ...folded("case does not matter", "ACME GmbH", "acme gmbh", true),
  ...folded("outer blanks do not matter", "  Acme\u00A0 ", "acme", true),
  ...folded("full-width letters are letters", "Ａｃｍｅ　１２", "acme 12", true),
  ...folded("İ lowers to i with a dot in every locale", "İSTANBUL", "i\u0307stanbul", true),
  ...folded("ẞ is a capital ß", "STRAẞE", "straße", true),
  ...folded("a sigma is one letter wherever it stands", "ΟΔΟΣ", "οδοσ", true),
  ...folded("composed and decomposed letters are one", "Café", "CAFE\u0301", true),
  ...folded("ligatures are their letters", "Oﬃce", "office", true),
  ...folded("the kelvin sign is a k", "300 \u212A", "300 k", true),
  ...folded("ı is not i", "ışık", "işik", false),
  ...folded("ß is not ss", "Straße", "Strasse", false),
  row(
    "meaning 1: the sigma inside a longer word is found",
    when("contact.company", "startsWith", "ΟΔΟΣ"),
    company("ΟΔΟΣΑ"),
    true,
  ),
  row(
    "meaning 1: inner blanks count",
    when("contact.company", "equals", "acme gmbh"),
    company("acme  gmbh"),
    false,
  ),

  ...["equals", "contains", "startsWith", "endsWith"].flatMap((operator) =>
    rows(`meaning 2: ${operator}`, when("contact.company", operator, "a"), { no: empties }),
  ),
  ...rows("meaning 2: in", when("contact.company", "in", ["a", "b"]), { no: empties }),
  ...rows("meaning 2: is empty", when("contact.company", "isEmpty"), {
    yes: empties,
    no: [["a text", company("x")]],
  }),
  ...rows("meaning 2: is not empty", when("contact.company", "isNotEmpty"), {
    yes: [["a text", company("x")]],
    no: empties,
  }),
  ...rows("meaning 3: not equals", when("contact.company", "notEquals", "acme"), {
    yes: [...empties, ["another text", company("other")]],
    no: [["that text", company("ACME")]],
  }),
  ...rows("meaning 3: not contains", when("contact.company", "notContains", "cm"), {
    yes: [...empties, ["another text", company("other")]],
    no: [["that text", company("ACME")]],
  }),
  ...rows("meaning 3: not in", when("contact.company", "notIn", ["acme", "other"]), {
    yes: [...empties, ["another text", company("third")]],
    no: [
      ["one text of the list", company("ACME")],
      ["another text of the list", company("other")],
    ],
  }),

  ...rows("in", when("contact.company", "in", ["acme", " OTHER "]), {
    yes: [
      ["the first", company("ACME")],
      ["the second", company("other")],
    ],
    no: [["a part", company("acm")]],
  }),
  ...rows("contains", when("contact.email", "contains", "@ACME."), {
    yes: [["it inside", about({ email: "jo@acme.test" })]],
    no: [["it elsewhere", about({ email: "acme@jo.test" })]],
  }),
  ...rows("starts with", when("contact.phone", "startsWith", "+49"), {
    yes: [["it at the start", about({ phone: "+4930123" })]],
    no: [["it in the middle", about({ phone: "0+49" })]],
  }),
  ...rows("ends with", when("contact.email", "endsWith", "@acme.test"), {
    yes: [["it at the end", about({ email: "Jo@Acme.test" })]],
    no: [
      ["it in the middle", about({ email: "jo@acme.test.org" })],
      ["a shorter text", about({ email: "e.test" })],
    ],
  }),
  ...rows("ends with: emoji count as what they are", when("contact.name", "endsWith", "👍🏽"), {
    yes: [["the same emoji", about({ name: "Jo 👍🏽" })]],
    no: [["another skin", about({ name: "Jo 👍🏿" })]],
  }),

  ...["%", "_", ".*", "\\", "a%c", "'", '"', "$1", "{}", "[a-z]"].flatMap((text) => [
    row(
      `meaning 9: ${text} is text, not a pattern (contains itself)`,
      when("contact.company", "contains", text),
      company(`x${text}y`),
      true,
    ),
    row(
      `meaning 9: ${text} is text, not a pattern (contains no other)`,
      when("contact.company", "contains", text),
      company("abc"),
      false,
    ),
    row(
      `meaning 9: ${text} is text, not a pattern (equals)`,
      when("contact.company", "equals", text),
      company(text),
      true,
    ),
  ]),

  ...[
    ["contact.email", about({ email: "V@W.test" }), "v@w.test"] as const,
    ["contact.name", about({ name: "V" }), "v"] as const,
    ["contact.company", about({ company: "V" }), "v"] as const,
    ["contact.phone", about({ phone: "+1" }), "+1"] as const,
    ["contact.country", about({ country: "US" }), "us"] as const,
    ["contact.externalId", about({ externalId: "V" }), "v"] as const,
    ["contact.property.plan_tier", about({ properties: { plan_tier: "V" } }), "v"] as const,
    ["contact.property.region", about({ properties: { region: "EU" } }), "eu"] as const,
    ["conversation.channel", about({}, { channel: "widget" }), "widget"] as const,
    ["conversation.topic", about({}, { topic: "Billing" }), "billing"] as const,
    ["conversation.subject", about({}, { subject: "V" }), "v"] as const,
    ["conversation.language", about({}, { language: "de" }), "DE"] as const,
    ["conversation.pageUrl", about({}, { pageUrl: "https://a.test/" }), "https://A.test/"] as const,
    ["conversation.status", about({}, { status: "closed" }), "closed"] as const,
    ["conversation.priority", about({}, { priority: "high" }), "high"] as const,
  ].flatMap(([field, facts, value]) => [
    row(`the field ${field} is read`, when(field, "equals", value), facts, true),
    row(`the field ${field} holds its own value only`, when(field, "equals", "z"), facts, false),
  ]),

  ...rows("meaning 2: properties", when("contact.property.plan_tier", "isEmpty"), {
    yes: [
      ["no property", about()],
      ["null", about({ properties: { plan_tier: null } })],
      ["blank text", about({ properties: { plan_tier: "  " } })],
      ["a number", about({ properties: { plan_tier: 5 } })],
      ["a list", about({ properties: { plan_tier: ["enterprise"] } })],
      ["an object", about({ properties: { plan_tier: { a: 1 } } })],
    ],
    no: [["text", about({ properties: { plan_tier: "x" } })]],
  }),
  ...rows("meaning 8: text", when("contact.property.plan_tier", "equals", "5"), {
    yes: [["the text", about({ properties: { plan_tier: "5" } })]],
    no: [["the number", about({ properties: { plan_tier: 5 } })]],
  }),
  ...rows("a property named constructor", when("contact.property.constructor", "isEmpty"), {
    yes: [["who has none", about()]],
    no: [["who has it", about({ properties: { constructor: "x" } })]],
  }),
];
