import { about, row, rows, segment, tag, when } from "./case.ts";
import type { CriteriaCase } from "./case.ts";

const tagged = (...tags: number[]) => about({ tags });
const { enterprise, hotLead, beta, deleted, deletedToo } = tag;

export const tagCases: CriteriaCase[] = [
  ...rows("has any of", when("contact.tags", "hasAnyOf", [enterprise, hotLead]), {
    yes: [
      ["one", tagged(hotLead)],
      ["both", tagged(enterprise, hotLead)],
    ],
    no: [
      ["none", tagged()],
      ["another", tagged(beta)],
    ],
  }),
  ...rows("has all of", when("contact.tags", "hasAllOf", [enterprise, hotLead]), {
    yes: [
      ["both", tagged(hotLead, enterprise)],
      ["both and more", tagged(hotLead, beta, enterprise)],
    ],
    no: [
      ["none", tagged()],
      ["one", tagged(enterprise)],
    ],
  }),
  ...rows("meaning 3: has none of", when("contact.tags", "hasNoneOf", [enterprise, hotLead]), {
    yes: [
      ["none", tagged()],
      ["another", tagged(beta)],
    ],
    no: [["one", tagged(hotLead)]],
  }),
  row(
    "a tag named twice counts once",
    when("contact.tags", "hasAllOf", [beta, beta]),
    tagged(beta),
    true,
  ),
  ...rows("meaning 5: has any of a deleted tag", when("contact.tags", "hasAnyOf", [deleted]), {
    no: [
      ["who still carries it", tagged(deleted)],
      ["who does not", tagged()],
    ],
  }),
  ...rows("meaning 5: has none of a deleted tag", when("contact.tags", "hasNoneOf", [deleted]), {
    yes: [
      ["who still carries it", tagged(deleted)],
      ["who does not", tagged()],
    ],
  }),
  ...rows(
    "meaning 5: any of an active and a deleted tag",
    when("contact.tags", "hasAnyOf", [deleted, beta]),
    {
      yes: [["the active one", tagged(beta)]],
      no: [["the deleted one", tagged(deleted)]],
    },
  ),
  ...rows(
    "meaning 5: all of an active and a deleted tag",
    when("contact.tags", "hasAllOf", [deleted, beta]),
    {
      no: [["both", tagged(deleted, beta)]],
    },
  ),
  ...rows("meaning 5: tags is empty", when("contact.tags", "isEmpty"), {
    yes: [
      ["no tag", tagged()],
      ["deleted tags only", tagged(deleted, deletedToo)],
    ],
    no: [["an active tag", tagged(deleted, beta)]],
  }),
  ...rows("meaning 5: tags is not empty", when("contact.tags", "isNotEmpty"), {
    yes: [["an active tag", tagged(deleted, beta)]],
    no: [
      ["no tag", tagged()],
      ["deleted tags only", tagged(deleted, deletedToo)],
    ],
  }),
  ...rows("conversation tags are their own", when("conversation.tags", "hasAnyOf", [enterprise]), {
    yes: [["a tag of the conversation", about({}, { tags: [enterprise] })]],
    no: [["a tag of the contact", tagged(enterprise)]],
  }),
  row(
    "contact tags are their own",
    when("contact.tags", "isEmpty"),
    about({}, { tags: [beta] }),
    true,
  ),
  row(
    "meaning 5: conversation tags leave deleted ones out",
    when("conversation.tags", "isEmpty"),
    about({}, { tags: [deleted] }),
    true,
  ),
];

const member = (...segments: number[]) => about({ segments });
const named = (id: number, trusted: boolean) =>
  about({}, { contextSegments: [{ segment: id, trusted }] });
const isVip = when("contact.segments", "hasAnyOf", [segment.vip]);

export const segmentCases: CriteriaCase[] = [
  ...rows("has any of a segment", isVip, {
    yes: [["a member", member(segment.vip)]],
    no: [
      ["no member", member()],
      ["a member of another", member(segment.trial)],
    ],
  }),
  ...rows(
    "has all of two segments",
    when("contact.segments", "hasAllOf", [segment.vip, segment.trial]),
    {
      yes: [
        ["a member of both", member(segment.trial, segment.vip)],
        [
          "a member of one, named by the context for the other",
          about(
            { segments: [segment.vip] },
            { contextSegments: [{ segment: segment.trial, trusted: true }] },
          ),
        ],
      ],
      no: [["a member of one", member(segment.vip)]],
    },
  ),
  ...rows(
    "meaning 3: has none of a segment",
    when("contact.segments", "hasNoneOf", [segment.vip]),
    {
      yes: [["no member", member()]],
      no: [["a member", member(segment.vip)]],
    },
  ),
  ...rows("meaning 6: the conversation's own segments", isVip, {
    yes: [
      ["who signed context names", named(segment.vip, true)],
      ["who unsigned context names, which this segment accepts", named(segment.vip, false)],
    ],
    no: [["who is named for another", named(segment.trial, true)]],
  }),
  ...rows(
    "meaning 6: a segment that accepts signed context only",
    when("contact.segments", "hasAnyOf", [segment.signedOnly]),
    {
      yes: [
        ["a stored member", member(segment.signedOnly)],
        ["who signed context names", named(segment.signedOnly, true)],
      ],
      no: [["who unsigned context names (self-declared, S7)", named(segment.signedOnly, false)]],
    },
  ),
  row(
    "meaning 6: an organization that requires signed context takes no unsigned name",
    isVip,
    named(segment.vip, false),
    false,
    { signedContext: { everySegment: true, segments: new Set() } },
  ),
  row(
    "meaning 6: an organization that requires signed context takes a signed name",
    isVip,
    named(segment.vip, true),
    true,
    { signedContext: { everySegment: true, segments: new Set() } },
  ),
  row(
    "meaning 6: without a conversation in view its context does not count",
    isVip,
    named(segment.vip, true),
    false,
    { subject: "contact" },
  ),
  row(
    "meaning 6: the self-declared do not make segments non-empty",
    when("contact.segments", "isEmpty"),
    named(segment.signedOnly, false),
    true,
  ),
  ...rows("meaning 5: a deleted segment", when("contact.segments", "hasAnyOf", [segment.deleted]), {
    no: [
      ["a former member", member(segment.deleted)],
      ["who its context names", named(segment.deleted, true)],
    ],
  }),
  ...rows(
    "meaning 5: not in a deleted segment",
    when("contact.segments", "hasNoneOf", [segment.deleted]),
    {
      yes: [["a former member", member(segment.deleted)]],
    },
  ),
  ...rows(
    "meaning 5: all of a deleted segment",
    when("contact.segments", "hasAllOf", [segment.vip, segment.deleted]),
    {
      no: [["a former member", member(segment.vip, segment.deleted)]],
    },
  ),
  ...rows("meaning 5: segments is empty", when("contact.segments", "isEmpty"), {
    yes: [
      ["no member", member()],
      ["a former member of a deleted one", member(segment.deleted)],
      ["who the context names for a deleted one", named(segment.deleted, true)],
    ],
    no: [
      ["a member", member(segment.vip)],
      ["who the context names", named(segment.vip, false)],
      ["who is in a live segment", tagged(enterprise)],
    ],
  }),
  ...rows(
    "S1: a live segment is its criteria",
    when("contact.segments", "hasAnyOf", [segment.tagged]),
    {
      yes: [
        ["who matches them", tagged(enterprise)],
        ["who the context names", named(segment.tagged, true)],
      ],
      no: [
        ["who does not", tagged(beta)],
        ["who is stored as a member from before", member(segment.tagged)],
      ],
    },
  ),
  ...rows(
    "S1: a live segment of segments",
    when("contact.segments", "hasAllOf", [segment.taggedVip]),
    {
      yes: [["who is in both", about({ segments: [segment.vip], tags: [enterprise] })]],
      no: [
        ["who is in one", member(segment.vip)],
        ["who is in the other", tagged(enterprise)],
        [
          "meaning 6: whom only the context puts in one",
          about(
            { tags: [enterprise] },
            { contextSegments: [{ segment: segment.vip, trusted: true }] },
          ),
        ],
      ],
    },
  ),
  ...rows(
    "S1: none of live segments",
    when("contact.segments", "hasNoneOf", [segment.tagged, segment.taggedVip]),
    {
      yes: [["who is in neither", member(segment.vip)]],
      no: [["who is in one", tagged(enterprise)]],
    },
  ),
  row(
    "meaning 5: a deleted live segment has no members",
    when("contact.segments", "hasAnyOf", [segment.deletedLive]),
    about(),
    false,
  ),
  row(
    "meaning 6: segments in a circle have no members",
    when("contact.segments", "hasAnyOf", [segment.circle]),
    about(),
    false,
  ),
  row(
    "meaning 6: nor has the other one",
    when("contact.segments", "hasNoneOf", [segment.circleBack]),
    about(),
    true,
  ),
];
