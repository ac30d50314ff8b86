import { about, row, rows, when } from "./case.ts";
import type { CriteriaCase } from "./case.ts";

const seats = "contact.property.seats";
const has = (value: unknown) => about({ properties: { seats: value } });

const empties: [string, ReturnType<typeof about>][] = [
  ["no number", about()],
  ["null", has(null)],
  ["a text that looks like it", has("5")],
  ["a list", has([5])],
  ["yes", has(true)],
];

export const numberCases: CriteriaCase[] = [
  ...rows("equals 5", when(seats, "equals", 5), {
    yes: [["5", has(5)]],
    no: [["5.5", has(5.5)], ...empties],
  }),
  ...rows("meaning 3: not equals 5", when(seats, "notEquals", 5), {
    yes: [["4", has(4)], ...empties],
    no: [["5", has(5)]],
  }),
  ...rows("greater than 70", when(seats, "greaterThan", 70), {
    yes: [["71", has(71)]],
    no: [["70", has(70)], ["69.99", has(69.99)], ...empties],
  }),
  ...rows("at least 70", when(seats, "atLeast", 70), {
    yes: [["70", has(70)]],
    no: [["69.99", has(69.99)], ...empties],
  }),
  ...rows("less than 0", when(seats, "lessThan", 0), {
    yes: [["-0.5", has(-0.5)]],
    no: [["0", has(0)], ...empties],
  }),
  ...rows("at most 0", when(seats, "atMost", 0), {
    yes: [
      ["0", has(0)],
      ["-1", has(-1)],
    ],
    no: [["1", has(1)], ...empties],
  }),
  ...rows("between 1 and 3", when(seats, "between", [1, 3]), {
    yes: [
      ["1", has(1)],
      ["3", has(3)],
    ],
    no: [["0.99", has(0.99)], ["3.01", has(3.01)], ...empties],
  }),
  ...rows("in 1, 2", when(seats, "in", [1, 2]), {
    yes: [["2", has(2)]],
    no: [["3", has(3)], ...empties],
  }),
  ...rows("meaning 3: not in 1, 2", when(seats, "notIn", [1, 2]), {
    yes: [["3", has(3)], ...empties],
    no: [["2", has(2)]],
  }),
  ...rows("meaning 2: is empty", when(seats, "isEmpty"), {
    yes: empties,
    no: [
      ["0", has(0)],
      ["-1", has(-1)],
    ],
  }),
  ...rows("meaning 3: is not empty", when(seats, "isNotEmpty"), {
    yes: [["0", has(0)]],
    no: empties,
  }),
  row("a fraction is exact", when(seats, "equals", 0.1), has(0.1), true),
  row("0.1 + 0.2 is not 0.3, as in memory", when(seats, "equals", 0.3), has(0.1 + 0.2), false),
  row(
    "large numbers keep their last digit",
    when(seats, "equals", 9007199254740991),
    has(9007199254740991),
    true,
  ),
  row(
    "neighbours of 2^53 differ",
    when(seats, "equals", 9007199254740992),
    has(9007199254740990),
    false,
  ),
  row("the largest number", when(seats, "atLeast", 1e308), has(Number.MAX_VALUE), true),
  row("the smallest number", when(seats, "greaterThan", 0), has(Number.MIN_VALUE), true),
  row("minus zero is zero", when(seats, "equals", 0), has(-0), true),
  row("the owner is an id", when("contact.owner", "equals", 2), about({ owner: 2 }), true),
  row("another owner", when("contact.owner", "equals", 2), about({ owner: 1 }), false),
  row("one of two owners", when("contact.owner", "in", [1, 2]), about({ owner: 1 }), true),
  row("meaning 3: no owner is not owner 2", when("contact.owner", "notEquals", 2), about(), true),
  row("no owner is empty", when("contact.owner", "isEmpty"), about({ owner: null }), true),
  row("the queue", when("conversation.queue", "equals", 2), about({}, { queue: 2 }), true),
  row("the team", when("conversation.team", "in", [1]), about({}, { team: 1 }), true),
  row("no assignee", when("conversation.assignee", "isEmpty"), about(), true),
  row("an assignee", when("conversation.assignee", "isEmpty"), about({}, { assignee: 1 }), false),
];

const trial = "contact.property.trial";
const said = (value: unknown) => about({ properties: { trial: value } });
const silent: [string, ReturnType<typeof about>][] = [
  ["no answer", about()],
  ["null", said(null)],
  ["the text true", said("true")],
  ["the number 1", said(1)],
  ["the number 0", said(0)],
];

export const yesNoCases: CriteriaCase[] = [
  ...rows("is yes", when(trial, "isYes"), {
    yes: [["yes", said(true)]],
    no: [["no", said(false)], ...silent],
  }),
  ...rows("is no: an answer, not the complement of is yes", when(trial, "isNo"), {
    yes: [["no", said(false)]],
    no: [["yes", said(true)], ...silent],
  }),
  ...rows("meaning 2: yes/no is empty", when(trial, "isEmpty"), {
    yes: silent,
    no: [
      ["yes", said(true)],
      ["no", said(false)],
    ],
  }),
  ...rows("meaning 3: yes/no is not empty", when(trial, "isNotEmpty"), {
    yes: [
      ["yes", said(true)],
      ["no", said(false)],
    ],
    no: silent,
  }),
];
