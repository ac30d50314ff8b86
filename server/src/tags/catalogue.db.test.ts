import type { MergedTags } from "@tagalong/shared/contracts/tag.ts";
import { when } from "@tagalong/shared/criteria/cases/case.ts";
import { compileCriteria } from "@tagalong/shared/criteria/match.ts";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { recordHints } from "../../../test/support/recorded-hints.ts";
import {
  addContact,
  addOrganization,
  addTags,
  everythingStored,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { readContactFacts } from "../contacts/contact-facts.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { RulesCache } from "../segments/rules-cache.ts";
import { attachTag } from "./attach-tag.ts";
import { createTag } from "./create-tag.ts";
import { deleteTag, deleteTags } from "./delete-tags.ts";
import { editTag } from "./edit-tag.ts";
import { listTags } from "./list-tags.ts";
import { mergeTags } from "./merge-tags.ts";
import { readTagUsage } from "./read-tag-usage.ts";
import { restoreTag } from "./restore-tag.ts";
import { reviewTags } from "./review-tags.ts";
import { previewTagNaming, setTagNaming } from "./tag-naming.ts";
import { taggedContact, taggedConversation } from "./tagged-record.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let mine: SampleOrganization;

const { hints, publisher } = recordHints();
const services = () => ({ database, publisher });

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  mine = await addOrganization(owner, "Mine");
});

beforeEach(() => {
  hints.length = 0;
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

async function refusal(call: () => Promise<unknown>) {
  hints.length = 0;
  const before = await everythingStored(owner);
  const error: unknown = await call().then(
    () => "not refused",
    (reason: unknown) => reason,
  );
  expect(await everythingStored(owner), "nothing is stored").toBe(before);
  expect(hints).toEqual([]);
  return error;
}

const newTag = async (name: string, from = mine) => {
  const [id = 0] = await addTags(owner, from.id, [name]);
  return id;
};
const tagContact = (contact: number, tag: number, from = mine) =>
  attachTag(services(), from.admin, taggedContact, contact, tag);
const tagged = async (...tags: number[]) => {
  const contact = await addContact(owner, mine.id, "Customer");
  for (const tag of tags) await tagContact(contact, tag);
  return contact;
};

async function contactTags(contact: number) {
  const { rows } = await owner.query<{ ids: number[]; assigned: number[]; revision: number }>(
    `SELECT tag_ids AS ids, revision::int, ARRAY(SELECT tag_id FROM tag_assignments a
       WHERE a.contact_id = c.id ORDER BY tag_id) AS assigned FROM contacts c WHERE id = $1`,
    [contact],
  );
  const [row] = rows;
  expect(row?.ids.toSorted((one, other) => one - other)).toEqual(row?.assigned);
  return row ?? { ids: [], assigned: [], revision: 0 };
}

async function eventsOf(subject: string, id: number) {
  const { rows } = await owner.query<{ kind: string; data: unknown }>(
    "SELECT kind, actor_type, contact_id::int AS contact, data FROM events WHERE subject_type = $1 AND subject_id = $2 ORDER BY id",
    [subject, String(id)],
  );
  return rows;
}

const rulesVersion = async () => {
  const { rows } = await owner.query<{ version: number }>(
    "SELECT rules_version::int AS version FROM organizations WHERE organization_id = $1",
    [mine.id],
  );
  return rows[0]?.version ?? 0;
};

/** Asked as everything asks: by the rules that are kept until their version moves. */
const kept = new RulesCache();
async function matches(contact: number, tag: number, operator = "hasAnyOf") {
  return await inOrganization(database, mine.id, async (transaction) => {
    const { contacts } = await kept.read(transaction);
    const { facts } = await readContactFacts(transaction, contact);
    const criteria = { all: [when("contact.tags", operator, [tag])] };
    return compileCriteria(criteria, contacts)({ contact: facts }, new Date());
  });
}

async function addRule(table: string, row: Record<string, unknown>): Promise<number> {
  const columns = ["organization_id", ...Object.keys(row)];
  const { rows } = await owner.query<{ id: number }>(
    `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((_, at) => `$${at + 1}`).join()})
     RETURNING id`,
    [mine.id, ...Object.values(row)],
  );
  return rows[0]?.id ?? 0;
}

const naming = (...tags: number[]) =>
  JSON.stringify({ all: [when("contact.tags", "hasAnyOf", tags)] });

/** At once, as few records are. */
async function merge(...given: Parameters<typeof mergeTags>): Promise<MergedTags> {
  const { merged } = await mergeTags(...given);
  if (!merged) throw new Error("Few records are merged at once.");
  return merged;
}

describe("editing a tag", () => {
  test("changes what is given, tells before and after, and hints every window (T4, T5)", async () => {
    const tag = await newTag("prospect");
    const before = await rulesVersion();
    const edited = await editTag(services(), mine.admin, tag, { name: "Hot Lead", color: "red" });
    expect(edited).toMatchObject({ id: tag, name: "hot-lead", color: "red", scope: "both" });
    expect(await eventsOf("tag", tag)).toMatchObject([
      {
        kind: "tag.updated",
        data: {
          before: { name: "prospect", color: "default" },
          after: { name: "hot-lead", color: "red" },
        },
      },
    ]);
    const { nearTwin: _, ...told } = edited;
    expect(hints).toEqual([["tagChanged", mine.id, told]]);
    expect(await rulesVersion()).toBeGreaterThan(before);
  });

  test("to what it is already changes nothing", async () => {
    const tag = await newTag("same");
    await editTag(services(), mine.admin, tag, { name: "Same", description: "", scope: "both" });
    expect(await eventsOf("tag", tag)).toEqual([]);
    expect(hints).toEqual([]);
  });

  test("a colour alone is no matter of criteria", async () => {
    const tag = await newTag("colourful");
    const before = await rulesVersion();
    await editTag(services(), mine.admin, tag, { color: "teal" });
    expect(await rulesVersion()).toBe(before);
  });

  test("a name that is taken, empty or too long is refused with its place (T1)", async () => {
    const tag = await newTag("misnamed");
    for (const [name, code] of [
      ["VIP", "name_taken"],
      ["!!!", "invalid_value"],
      ["x".repeat(51), "invalid_value"],
    ] as const) {
      const error = await refusal(() => editTag(services(), mine.admin, tag, { name }));
      expect(error).toMatchObject({ code, path: "name" });
    }
  });

  test("a deleted tag cannot be edited (T5)", async () => {
    const error = await refusal(() =>
      editTag(services(), mine.admin, mine.tags.deleted, { color: "red" }),
    );
    expect(error).toMatchObject({ code: "tag_deleted" });
  });

  test("a narrower scope takes the tag off nothing, and lets it be added nowhere else (T2)", async () => {
    const tag = await newTag("narrowed");
    const contact = await tagged(tag);
    await editTag(services(), mine.admin, tag, { scope: "conversation" });
    expect((await contactTags(contact)).ids).toEqual([tag]);
    const error = await refusal(() => tagContact(mine.otherContact, tag));
    expect(error).toMatchObject({ code: "wrong_tag_scope" });
    const offered = await listTags(services(), mine.agent, { scope: "contact" });
    expect(offered.map((each) => each.id)).not.toContain(tag);
  });

  test("of many who take the same name at once, one does", async () => {
    const tags = await addTags(owner, mine.id, ["race-a", "race-b", "race-c", "race-d"]);
    const outcomes = await Promise.allSettled([
      ...tags.map((tag) => editTag(services(), mine.admin, tag, { name: "Winner" })),
      createTag(services(), mine.admin, {
        name: "winner",
        description: "",
        color: "default",
        scope: "both",
      }),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") {
        expect(outcome.reason).toMatchObject({ code: "name_taken" });
      }
    }
  });
});

describe("a deleted tag", () => {
  test("stays on its records as history, matches nobody, and matches again when restored (T5)", async () => {
    const tag = await newTag("doomed");
    const contact = await tagged(tag);
    expect(await matches(contact, tag)).toBe(true);

    const deleted = await deleteTag(services(), mine.admin, tag);
    expect(deleted.deletedAt).not.toBeNull();
    expect(hints.at(-1)).toEqual(["tagChanged", mine.id, deleted]);
    expect(await contactTags(contact)).toMatchObject({ ids: [tag] });
    expect(await matches(contact, tag)).toBe(false);
    expect(await matches(contact, tag, "hasNoneOf")).toBe(true);

    const restored = await restoreTag(services(), mine.admin, tag);
    expect(restored.deletedAt).toBeNull();
    expect(hints.at(-1)).toEqual(["tagChanged", mine.id, restored]);
    expect(await matches(contact, tag)).toBe(true);
    expect((await eventsOf("tag", tag)).map((event) => event.kind)).toEqual([
      "tag.deleted",
      "tag.restored",
    ]);
  });

  test("is deleted or restored a second time without a change", async () => {
    const tag = await newTag("twice");
    const first = await deleteTag(services(), mine.admin, tag);
    expect(await deleteTag(services(), mine.admin, tag)).toEqual(first);
    await restoreTag(services(), mine.admin, tag);
    await restoreTag(services(), mine.admin, tag);
    expect(await eventsOf("tag", tag)).toHaveLength(2);
  });

  test("goes with others at once, or with none when one of them is unknown (T5)", async () => {
    const tags = await addTags(owner, mine.id, ["bulk-a", "bulk-b", "bulk-c"]);
    const error = await refusal(() => deleteTags(services(), mine.admin, [...tags, 2_000_000_000]));
    expect(error).toMatchObject({ code: "not_found", path: "tagIds.3" });
    const deleted = await deleteTags(services(), mine.admin, tags);
    expect(deleted.every((tag) => tag.deletedAt !== null)).toBe(true);
    expect(hints).toHaveLength(3);
  });

  test("cannot come back under a name that is taken, but under another one (T5)", async () => {
    const old = await newTag("season");
    await deleteTag(services(), mine.admin, old);
    await newTag("season");
    const error = await refusal(() => restoreTag(services(), mine.admin, old));
    expect(error).toMatchObject({
      code: "name_taken",
      message:
        "There is an active tag “season” already: restore this one under another name, or rename that one first.",
      path: "name",
    });
    const restored = await restoreTag(services(), mine.admin, old, "Last Season");
    expect(restored).toMatchObject({ id: old, name: "last-season", deletedAt: null });
  });

  test("restored onto a full record counts: it is over its limit and takes no more (T5, T7)", async () => {
    const names = Array.from({ length: 21 }, (_, at) => `crowded-${at}`);
    const [comes = 0, ...rest] = await addTags(owner, mine.id, names);
    const contact = await tagged(comes, ...rest.slice(0, 19));
    await deleteTag(services(), mine.admin, comes);
    await tagContact(contact, rest[19] ?? 0);
    await restoreTag(services(), mine.admin, comes);
    const { assignments } = await tagContact(contact, comes);
    expect(assignments.filter((each) => !each.historical)).toHaveLength(21);
    const more = await newTag("one-too-many");
    expect(await refusal(() => tagContact(contact, more))).toMatchObject({
      code: "tag_limit_reached",
    });
  });
});

describe("where tags are used", () => {
  test("is counted by kind of record, and the rules that name one are listed (T3, T10)", async () => {
    const tag = await newTag("counted");
    await tagged(tag);
    await tagged(tag);
    await attachTag(services(), mine.admin, taggedConversation, mine.conversation, tag);
    const segment = await addRule("segments", {
      name: "Counted ones",
      refresh: "live",
      criteria: naming(tag),
    });
    await addRule("segments", {
      name: "Gone",
      refresh: "live",
      criteria: naming(tag),
      deleted_at: new Date(),
    });
    const rule = await addRule("routing_rules", {
      name: "Counted to the queue",
      position: 0,
      enabled: false,
      criteria: naming(tag),
      action: JSON.stringify({ queueId: mine.queue }),
    });
    const usage = await readTagUsage(services(), mine.agent);
    expect(usage.find((each) => each.tagId === tag)).toEqual({
      tagId: tag,
      records: { contacts: 2, conversations: 1, leads: 0, deals: 0 },
      usedBy: [
        { kind: "segment", id: segment, name: "Counted ones" },
        { kind: "routing_rule", id: rule, name: "Counted to the queue" },
      ],
    });
    expect(usage.map((each) => each.tagId)).toContain(mine.tags.deleted);
  });

  test("unused ones and look-alikes are found; of these the one used most is proposed (T10)", async () => {
    const shop = await addOrganization(owner, "Review", { tagNames: "as_typed" });
    const [once = 0, used = 0, ruled = 0] = await addTags(owner, shop.id, ["Vip", "V.I.P", "x"]);
    await tagContact(shop.contact, used, shop);
    await tagContact(shop.otherContact, used, shop);
    await tagContact(shop.contact, once, shop);
    await owner.query(
      "INSERT INTO segments (organization_id, name, refresh, criteria) VALUES ($1, 'x', 'live', $2)",
      [shop.id, naming(ruled)],
    );
    const { tags } = shop;
    const { unused, twins } = await reviewTags(services(), shop.admin);
    expect(new Set(unused)).toEqual(new Set([tags.contact, tags.conversation, tags.both]));
    expect(twins).toMatchObject([{ keep: used }]);
    expect(new Set(twins[0]?.merge)).toEqual(new Set([once, tags.both]));
  });
});

describe("merging tags (T10)", () => {
  test("rewrites assignments, keeps the earliest of each record, and tells each of them", async () => {
    const [into = 0, one = 0, two = 0] = await addTags(owner, mine.id, ["into", "one", "two"]);
    const hasOne = await tagged(one);
    const hasAll = await tagged(two, into, one);
    const hasInto = await tagged(into);
    await attachTag(services(), mine.api, taggedConversation, mine.conversation, two);
    const before = await contactTags(hasAll);
    hints.length = 0;

    const merged = await merge(services(), mine.admin, into, [one, two]);
    expect(merged).toMatchObject({
      tag: { id: into, deletedAt: null },
      merged: [
        { id: one, mergedInto: into },
        { id: two, mergedInto: into },
      ],
      records: { contacts: 2, conversations: 1, leads: 0, deals: 0 },
      rewritten: [],
    });
    for (const contact of [hasOne, hasAll, hasInto]) {
      expect((await contactTags(contact)).ids).toEqual([into]);
    }
    expect((await contactTags(hasAll)).revision).toBe(before.revision + 1);
    const { rows } = await owner.query(
      `SELECT a.created_at = e.created_at AS earliest FROM tag_assignments a JOIN events e
         ON e.contact_id = a.contact_id AND e.kind = 'contact.tag_added'
       WHERE a.contact_id = $1 AND e.data->'tag'->>'id' = $2`,
      [hasAll, String(two)],
    );
    expect(rows).toEqual([{ earliest: true }]);
    expect((await eventsOf("contact", hasAll)).at(-1)).toMatchObject({
      kind: "contact.tag_merged",
      contact: hasAll,
      data: { from: ["one", "two"], tag: { name: "into" } },
    });
    expect((await eventsOf("conversation", mine.conversation)).at(-1)).toMatchObject({
      kind: "conversation.tag_merged",
      contact: mine.contact,
    });
    expect(await eventsOf("tag", one)).toMatchObject([
      { kind: "tag.merged", data: { into: { name: "into" }, contacts: 2, conversations: 1 } },
    ]);
    expect(hints.map(([name]) => name)).toEqual(["tagChanged", "tagChanged", "tagChanged"]);
  });

  test("rewrites the criteria of segments, queues, routing and priority rules", async () => {
    const [into = 0, from = 0] = await addTags(owner, mine.id, ["stays", "leaves"]);
    const contact = await tagged(from);
    const ids = {
      segments: await addRule("segments", {
        name: "Merged",
        refresh: "live",
        criteria: naming(from, into),
      }),
      queues: await addRule("queues", { name: "Merged", position: 9, criteria: naming(from) }),
      routing_rules: await addRule("routing_rules", {
        name: "Merged",
        position: 9,
        criteria: naming(from),
        action: JSON.stringify({ queueId: mine.queue }),
      }),
      priority_rules: await addRule("priority_rules", {
        name: "Merged",
        position: 9,
        criteria: naming(from),
        priority: "high",
      }),
    };
    expect(await matches(contact, into)).toBe(false);
    const { rewritten } = await merge(services(), mine.admin, into, [from]);
    expect(rewritten.map(({ kind, name }) => [kind, name])).toEqual([
      ["segment", "Merged"],
      ["queue", "Merged"],
      ["routing_rule", "Merged"],
      ["priority_rule", "Merged"],
    ]);
    for (const [table, id] of Object.entries(ids)) {
      const { rows } = await owner.query(`SELECT criteria FROM ${table} WHERE id = $1`, [id]);
      expect(rows).toEqual([{ criteria: JSON.parse(naming(into)) as unknown }]);
    }
    expect(await matches(contact, into)).toBe(true);
  });

  test("gives the tag a scope that holds what it took over (T2)", async () => {
    const into = await newTag("wider");
    await editTag(services(), mine.admin, into, { scope: "conversation" });
    const contact = await tagged(mine.tags.contact);
    const { tag } = await merge(services(), mine.admin, into, [mine.tags.contact]);
    expect(tag.scope).toBe("both");
    expect((await contactTags(contact)).ids).toEqual([into]);
  });

  test("of a tag with itself, with a deleted or an unknown one is refused", async () => {
    const [into = 0, from = 0] = await addTags(owner, mine.id, ["fine-a", "fine-b"]);
    for (const [kept, others, expected] of [
      [into, [from, into], { code: "invalid_value", path: "tagIds.1" }],
      [into, [from, mine.tags.deleted], { code: "tag_deleted", path: "tagIds.1" }],
      [mine.tags.deleted, [from], { code: "tag_deleted" }],
      [into, [2_000_000_000], { code: "not_found", path: "tagIds.0" }],
      [2_000_000_000, [from], { code: "not_found" }],
    ] as const) {
      const error = await refusal(() => mergeTags(services(), mine.admin, kept, others));
      expect(error).toMatchObject(expected);
    }
  });

  test("while the tags are being added and taken over, no assignment is lost or left behind", async () => {
    const tags = await addTags(owner, mine.id, ["whirl-a", "whirl-b", "whirl-c"]);
    const [into = 0, ...others] = tags;
    const contacts = await Promise.all(
      Array.from({ length: 20 }, () => addContact(owner, mine.id, "Customer")),
    );
    const outcomes = await Promise.allSettled([
      ...contacts.map((contact, at) => tagContact(contact, others[at % 2] ?? 0)),
      mergeTags(services(), mine.admin, into, others),
      ...contacts.map((contact, at) => tagContact(contact, tags[at % 3] ?? 0)),
    ]);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") {
        expect(outcome.reason).toMatchObject({ code: "tag_deleted" });
      }
    }
    for (const contact of contacts) {
      const { ids } = await contactTags(contact);
      expect(ids.filter((id) => id !== into)).toEqual([]);
    }
  });

  test("a merged tag that is restored comes back empty", async () => {
    const [into = 0, from = 0] = await addTags(owner, mine.id, ["whole", "part"]);
    const contact = await tagged(from);
    await mergeTags(services(), mine.admin, into, [from]);
    const restored = await restoreTag(services(), mine.admin, from);
    expect(restored).toMatchObject({ mergedInto: null, deletedAt: null });
    expect((await contactTags(contact)).ids).toEqual([into]);
  });
});

describe("changing how tags are named (T1)", () => {
  const settingOf = async (shop: SampleOrganization) => {
    const { rows } = await owner.query<{ tag_names: string }>(
      "SELECT tag_names FROM organizations WHERE organization_id = $1",
      [shop.id],
    );
    return rows[0]?.tag_names;
  };
  const namesOf = async (shop: SampleOrganization) =>
    (await listTags(services(), shop.admin)).map((tag) => tag.name).sort();

  test("shows what would be renamed and merged, and does nothing", async () => {
    const shop = await addOrganization(owner, "Shown", { tagNames: "as_typed" });
    const [vip = 0, early = 0, fire = 0] = await addTags(owner, shop.id, ["VIP", "Early!", "🔥"]);
    await tagContact(shop.contact, vip, shop);
    const before = await everythingStored(owner);
    expect(await previewTagNaming(services(), shop.admin, "slug")).toEqual({
      tagNames: "slug",
      renames: expect.arrayContaining([
        { tagId: vip, name: "VIP", to: "vip" },
        { tagId: early, name: "Early!", to: "early" },
      ]),
      merges: [{ keep: vip, merge: [shop.tags.both], to: "vip" }],
      impossible: [{ tagId: fire, name: "🔥", why: "It has no letter or digit." }],
      plan: expect.any(String),
    });
    expect(await everythingStored(owner)).toBe(before);
  });

  test("alone changes no tag: only new names follow it", async () => {
    const shop = await addOrganization(owner, "Alone", { tagNames: "as_typed" });
    await addTags(owner, shop.id, ["VIP", "Early!"]);
    const before = await namesOf(shop);
    const left = await setTagNaming(services(), shop.admin, { tagNames: "slug" });
    expect(left.renames.length + left.merges.length).toBeGreaterThan(0);
    expect(await namesOf(shop)).toEqual(before);
    expect(await settingOf(shop)).toBe("slug");
    const tag = await createTag(services(), shop.admin, {
      name: "New One",
      description: "",
      color: "default",
      scope: "both",
    });
    expect(tag.name).toBe("new-one");
  });

  test("renames and merges when told, exactly what was shown", async () => {
    const shop = await addOrganization(owner, "Told", { tagNames: "as_typed" });
    const [vip = 0] = await addTags(owner, shop.id, ["VIP", "Early adopter"]);
    await tagContact(shop.contact, vip, shop);
    await tagContact(shop.otherContact, shop.tags.both, shop);
    await tagContact(shop.otherContact, vip, shop);
    const { plan } = await previewTagNaming(services(), shop.admin, "slug");
    hints.length = 0;
    const left = await setTagNaming(services(), shop.admin, { tagNames: "slug", plan });
    expect(left).toMatchObject({ renames: [], merges: [], impossible: [] });
    expect(await namesOf(shop)).toEqual(["early-adopter", "enterprise", "refund", "vip"]);
    for (const contact of [shop.contact, shop.otherContact]) {
      expect((await contactTags(contact)).ids).toEqual([vip]);
    }
    expect(await settingOf(shop)).toBe("slug");
    expect(hints.at(-1)).toEqual(["settingsChanged", shop.id, "tags"]);
    expect(hints.at(-2)).toMatchObject(["tagChanged", shop.id, { name: "early-adopter" }]);
    expect(await eventsOf("organization", shop.id)).toMatchObject([
      { kind: "tag.naming_changed", data: { before: "as_typed", after: "slug" } },
    ]);
  });

  test("what has changed since it was shown is not done", async () => {
    const shop = await addOrganization(owner, "Stale", { tagNames: "as_typed" });
    const { plan } = await previewTagNaming(services(), shop.admin, "slug");
    await addTags(owner, shop.id, ["Vip"]);
    const error = await refusal(() =>
      setTagNaming(services(), shop.admin, { tagNames: "slug", plan }),
    );
    expect(error).toMatchObject({ code: "conflict", path: "plan" });
  });

  test("a name that has no slug stops the renaming, by name", async () => {
    const shop = await addOrganization(owner, "Fire", { tagNames: "as_typed" });
    await addTags(owner, shop.id, ["🔥"]);
    const { plan } = await previewTagNaming(services(), shop.admin, "slug");
    const error = await refusal(() =>
      setTagNaming(services(), shop.admin, { tagNames: "slug", plan }),
    );
    expect(error).toMatchObject({
      code: "invalid_value",
      message: "“🔥” cannot be renamed so. It has no letter or digit. Rename it by hand first.",
    });
  });

  test("a tag that was deleted under the old naming comes back under the new one (T5)", async () => {
    const shop = await addOrganization(owner, "Later", { tagNames: "as_typed" });
    const [old = 0] = await addTags(owner, shop.id, ["Big Spender"]);
    await deleteTag(services(), shop.admin, old);
    await setTagNaming(services(), shop.admin, { tagNames: "slug" });
    expect(await restoreTag(services(), shop.admin, old)).toMatchObject({ name: "big-spender" });
  });
});
