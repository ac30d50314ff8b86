import type { ContactSelection } from "@tagalong/shared/contracts/contact-filter.ts";
import type { Job } from "@tagalong/shared/contracts/job.ts";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { recordHints } from "../../../test/support/recorded-hints.ts";
import {
  addContact,
  addOrganization,
  addTags,
  everythingStored,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import type { Principal } from "../auth/principal.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { jobKinds } from "../job-kinds.ts";
import { cancelJob } from "../jobs/cancel-job.ts";
import { readJob } from "../jobs/read-job.ts";
import { stepJob } from "../jobs/step-job.ts";
import { undoJob } from "../jobs/undo-job.ts";
import { RulesCache } from "../segments/rules-cache.ts";
import type { Services } from "../services.ts";
import { attachTag } from "../tags/attach-tag.ts";
import { deleteTags } from "../tags/delete-tags.ts";
import { detachTag } from "../tags/detach-tag.ts";
import { mergeTags } from "../tags/merge-tags.ts";
import { taggedContact } from "../tags/tagged-record.ts";
import { startBulkTags } from "./start-bulk-tags.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let services: Services;
let shop: SampleOrganization;
let theirs: SampleOrganization;
let shops = 0;

const { hints, publisher } = recordHints();

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  services = { database, rules: new RulesCache(), publisher };
  theirs = await addOrganization(owner, "Theirs");
});

/** Each test has an organization of its own: the two contacts that it begins with, and no job. */
beforeEach(async () => {
  shops += 1;
  shop = await addOrganization(owner, `Shop${shops}`, { maxTags: 4 });
  hints.length = 0;
});

afterEach(async () => {
  // A contact's list of ids and its assignments agree, whatever was done.
  const { rows } = await owner.query(
    `SELECT c.id FROM contacts c LEFT JOIN LATERAL (
       SELECT coalesce(array_agg(a.tag_id ORDER BY a.tag_id), '{}') AS ids FROM tag_assignments a
       WHERE a.organization_id = c.organization_id AND a.contact_id = c.id) assigned ON true
     WHERE ARRAY(SELECT unnest(c.tag_ids) ORDER BY 1) <> assigned.ids`,
  );
  expect(rows).toEqual([]);
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

const everybody: ContactSelection = { filter: {} };
const only = (...contactIds: number[]): ContactSelection => ({ contactIds });

const begin = (
  selection: ContactSelection,
  change: { add?: number[]; remove?: number[] },
  who: Principal = shop.agent,
) => startBulkTags(services, who, { selection, add: [], remove: [], ...change });

async function work(job: Job): Promise<Job> {
  for (;;) {
    const { more } = await stepJob(services, jobKinds, shop.id, job.id);
    if (!more) return await readJob(services, jobKinds, shop.admin, job.id);
  }
}

const bulk = async (...given: Parameters<typeof begin>) => work(await begin(...given));
const undo = async (job: Job) => work(await undoJob(services, jobKinds, shop.agent, job.id));

async function crowd(count: number): Promise<number[]> {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO contacts (organization_id, name, name_folded, company, company_folded)
     SELECT $1, 'Guest ' || n, 'guest ' || n, 'Acme', 'acme' FROM generate_series(1, $2::int) n RETURNING id`,
    [shop.id, count],
  );
  return rows.map(({ id }) => Number(id));
}

async function tagsOf(contact: number): Promise<number[]> {
  const { rows } = await owner.query<{ tag_ids: number[] }>(
    "SELECT tag_ids FROM contacts WHERE id = $1",
    [contact],
  );
  return rows[0]?.tag_ids ?? [];
}

async function assignment(contact: number, tag: number) {
  const { rows } = await owner.query<{ source: string; actor_id: string; created_at: Date }>(
    "SELECT source, actor_type, actor_id, created_at FROM tag_assignments WHERE contact_id = $1 AND tag_id = $2",
    [contact, tag],
  );
  return rows[0];
}

async function eventsOf(job: Job) {
  const { rows } = await owner.query<{ kind: string; contact_id: string; data: { job: number } }>(
    "SELECT kind, contact_id, actor_type, actor_id, source, data FROM events WHERE organization_id = $1 AND job_id = $2 ORDER BY id",
    [shop.id, job.id],
  );
  return rows;
}

describe("a bulk change of tags (T9)", () => {
  test("appends to what contacts have, and says what became of each", async () => {
    const [gold, silver] = (await addTags(owner, shop.id, ["gold", "silver"])) as [number, number];
    const [first, second, third] = (await crowd(3)) as [number, number, number];
    await attachTag(services, shop.admin, taggedContact, first, silver);
    await attachTag(services, shop.admin, taggedContact, second, gold);
    const before = await assignment(second, gold);
    const job = await bulk(only(third, first, second, theirs.contact), { add: [gold] });
    expect(job).toMatchObject({
      kind: "bulk_tags",
      label: "Add “gold” to 4 contacts",
      state: "done",
      done: 4,
      total: 4,
      counts: { added: 2, alreadyHad: 1, gone: 1 },
      result: "Added to 2 · already had 1 · not found 1",
    });
    expect(await tagsOf(first)).toEqual([silver, gold]);
    expect(await assignment(second, gold)).toEqual(before);
    expect(await assignment(third, gold)).toMatchObject({
      source: "manual_agent",
      actor_type: "agent",
      actor_id: String(shop.agent.actor.id),
    });
    expect(await eventsOf(job)).toEqual(
      [first, third].map((contact) => ({
        kind: "contact.tag_added",
        contact_id: String(contact),
        actor_type: "agent",
        actor_id: String(shop.agent.actor.id),
        source: "manual_agent",
        data: { tag: { id: gold, name: "gold" }, job: job.id },
      })),
    );
  });

  test("takes off, adds, and counts tags where there are several", async () => {
    const tags = await addTags(owner, shop.id, ["one", "two", "three"]);
    const [one, two, three] = tags as [number, number, number];
    const [first, second] = (await crowd(2)) as [number, number];
    await attachTag(services, shop.agent, taggedContact, first, one);
    await attachTag(services, shop.agent, taggedContact, first, two);
    const job = await bulk(only(first, second), { add: [two, three], remove: [one] });
    expect(job.label).toBe("Add “two” and “three” and remove “one” on 2 contacts");
    expect(job.result).toBe(
      "3 tags added · 1 were there already · removed from 1 · not there on 1",
    );
    expect(await tagsOf(first)).toEqual([two, three]);
    expect(await tagsOf(second)).toEqual([two, three]);
  });

  test("leaves a full contact as it is and counts it; what is taken off makes room (T7)", async () => {
    const tags = await addTags(owner, shop.id, ["a", "b", "c", "d", "e"]);
    const [a, b, c, d, e] = tags as [number, number, number, number, number];
    const [full, old, almost] = (await crowd(3)) as [number, number, number];
    for (const tag of [a, b, c, d]) {
      await attachTag(services, shop.agent, taggedContact, full, tag);
      if (tag !== d) await attachTag(services, shop.agent, taggedContact, old, tag);
    }
    await attachTag(services, shop.agent, taggedContact, old, shop.tags.both);
    await attachTag(services, shop.agent, taggedContact, almost, a);
    await deleteTags(services, shop.admin, [shop.tags.both]);
    expect((await bulk(only(full, old, almost), { add: [e] })).counts).toMatchObject({
      added: 2,
      atLimit: 1,
    });
    expect(await tagsOf(full)).toEqual([a, b, c, d]);
    // A deleted tag is history and takes no room (T5).
    expect(await tagsOf(old)).toEqual([a, b, c, shop.tags.both, e]);
    expect((await bulk(only(full), { add: [e], remove: [a] })).counts).toMatchObject({
      added: 1,
      removed: 1,
      atLimit: 0,
    });
    expect(await tagsOf(full)).toEqual([b, c, d, e]);
  });

  test("is for all that match: who is there at its start, each looked at once", async () => {
    const guests = await crowd(12_000);
    const [gold] = (await addTags(owner, shop.id, ["gold"])) as [number];
    const lacking = { field: "contact.tags", operator: "hasNoneOf", value: [gold] };
    const filter = { q: "guest", criteria: { all: [lacking] } };
    const started = await begin({ filter }, { add: [gold] });
    expect(started).toMatchObject({ total: 12_000, state: "waiting" });
    const late = await addContact(owner, shop.id, "Guest who comes late");
    await stepJob(services, jobKinds, shop.id, started.id);
    // Leaves the filter before the walk comes to them, and is left alone.
    const [last] = guests.slice(-1) as [number];
    await owner.query("UPDATE contacts SET name_folded = 'gone' WHERE id = $1", [last]);
    const job = await work(started);
    expect(job).toMatchObject({ state: "done", done: 11_999, total: 11_999 });
    expect(job.counts).toMatchObject({ added: 11_999, alreadyHad: 0 });
    expect(await tagsOf(late)).toEqual([]);
    expect(await tagsOf(last)).toEqual([]);
    expect(await tagsOf(shop.contact)).toEqual([]);
    expect(await eventsOf(job)).toHaveLength(11_999);
  });

  test("tells open windows: few contacts one by one, many as a range", async () => {
    const [gold] = (await addTags(owner, shop.id, ["gold"])) as [number];
    await bulk(only(shop.contact), { add: [gold] });
    expect(hints.filter(([name]) => name.startsWith("contact"))).toEqual([
      ["contactChanged", shop.id, { id: shop.contact, revision: 2 }],
    ]);
    hints.length = 0;
    const guests = await crowd(30);
    await bulk(only(...guests), { add: [gold] });
    expect(hints.filter(([name]) => name.startsWith("contact"))).toEqual([
      ["contactsChanged", shop.id, { from: guests[0], to: guests.at(-1) }],
    ]);
  });

  test("ends with a sentence when its tag is deleted meanwhile (T5)", async () => {
    await crowd(3_000);
    const [gold] = (await addTags(owner, shop.id, ["gold"])) as [number];
    const job = await begin(everybody, { add: [gold] });
    await stepJob(services, jobKinds, shop.id, job.id);
    await deleteTags(services, shop.admin, [gold]);
    expect(await work(job)).toMatchObject({
      state: "failed",
      done: 2_000,
      problem: "“gold” was deleted: restore it first.",
    });
  });

  test.each(["manual_admin", "api"] as const)(
    "carries the source of who started it: %s",
    async (source) => {
      const who = source === "api" ? shop.api : shop.admin;
      await bulk(only(shop.contact), { add: [shop.tags.both] }, who);
      expect(await assignment(shop.contact, shop.tags.both)).toMatchObject({ source });
    },
  );
});

describe("what a bulk change refuses, changing nothing", () => {
  test.each([
    ["no tag", () => ({}), "invalid_value", "add"],
    [
      "a tag of conversations only (T2)",
      () => ({ add: [shop.tags.conversation] }),
      "wrong_tag_scope",
      "add.0",
    ],
    ["a deleted tag (T5)", () => ({ remove: [shop.tags.deleted] }), "tag_deleted", "remove.0"],
    [
      "another organization's tag",
      () => ({ add: [shop.tags.both, theirs.tags.both] }),
      "not_found",
      "add.1",
    ],
    [
      "a tag added and removed at once",
      () => ({ add: [shop.tags.both], remove: [shop.tags.both] }),
      "invalid_value",
      "remove.0",
    ],
  ])("%s", async (_, change, code, path) => {
    const before = await everythingStored(owner, shop.id);
    await expect(begin(everybody, change())).rejects.toMatchObject({ code, path });
    expect(await everythingStored(owner, shop.id)).toBe(before);
  });

  test("criteria that are none, pointed at", async () => {
    const filter = {
      criteria: { all: [{ field: "contact.shoeSize", operator: "equals", value: 44 }] },
    };
    await expect(begin({ filter }, { add: [shop.tags.both] })).rejects.toMatchObject({
      code: "invalid_criteria",
      path: expect.stringMatching(/^selection\.filter\.criteria\./) as string,
    });
  });

  test("filters that find nobody", async () => {
    await expect(begin({ filter: { q: "zzz" } }, { add: [shop.tags.both] })).rejects.toThrow(
      "No contacts match these filters.",
    );
  });
});

describe("all that match but for some (T9)", () => {
  test("leaves these as they are, and counts without them; undo as ever", async () => {
    const [gold] = (await addTags(owner, shop.id, ["gold"])) as [number];
    const [first, second, third] = (await crowd(3)) as [number, number, number];
    const filter = { q: "guest" };
    const job = await bulk({ filter, except: [second, shop.contact] }, { add: [gold] });
    expect(job).toMatchObject({ state: "done", total: 2, label: "Add “gold” to 2 contacts" });
    const held = await Promise.all([first, second, third].map(tagsOf));
    expect(held).toEqual([[gold], [], [gold]]);
    await undo(job);
    expect(await Promise.all([first, second, third].map(tagsOf))).toEqual([[], [], []]);
  });

  test("everybody left out is nobody, and is refused", async () => {
    const ids = await crowd(2);
    const selection = { filter: { q: "guest" }, except: ids };
    await expect(begin(selection, { add: [shop.tags.both] })).rejects.toThrow(
      "No contacts match these filters.",
    );
  });
});

describe("undoing a bulk change", () => {
  test("takes back exactly what it did: who had the tag before keeps it", async () => {
    const [gold] = (await addTags(owner, shop.id, ["gold"])) as [number];
    const [had, lacked] = (await crowd(2)) as [number, number];
    await attachTag(services, shop.admin, taggedContact, had, gold);
    const job = await bulk(everybody, { add: [gold] });
    const undone = await undo(job);
    expect(undone.label).toBe("Undo: Add “gold” to 4 contacts");
    expect(undone).toMatchObject({ state: "done", undoes: job.id, result: "Taken back 3" });
    expect(await readJob(services, jobKinds, shop.agent, job.id)).toMatchObject({
      state: "undone",
    });
    expect(await tagsOf(had)).toEqual([gold]);
    expect(await tagsOf(lacked)).toEqual([]);
    expect((await eventsOf(undone)).map(({ kind }) => kind)).toEqual(
      Array.from({ length: 3 }, () => "contact.tag_removed"),
    );
  });

  test("gives back what was taken off, with its source, date and who", async () => {
    const [first, second] = (await crowd(2)) as [number, number];
    await attachTag(services, shop.api, taggedContact, first, shop.tags.both);
    await attachTag(services, shop.admin, taggedContact, second, shop.tags.both);
    const before = [
      await assignment(first, shop.tags.both),
      await assignment(second, shop.tags.both),
    ];
    const job = await bulk(everybody, { remove: [shop.tags.both] });
    expect(job.counts).toMatchObject({ removed: 2, notThere: 2 });
    expect(await tagsOf(first)).toEqual([]);
    await undo(job);
    expect([
      await assignment(first, shop.tags.both),
      await assignment(second, shop.tags.both),
    ]).toEqual(before);
  });

  test("leaves alone what somebody changed since", async () => {
    const tags = await addTags(owner, shop.id, ["gold", "old", "nugget"]);
    const [gold, old, nugget] = tags as [number, number, number];
    const [again, off, kept] = (await crowd(3)) as [number, number, number];
    for (const contact of [again, off, kept]) {
      await attachTag(services, shop.agent, taggedContact, contact, old);
    }
    const job = await bulk(only(again, off, kept), { add: [gold], remove: [old] });
    await detachTag(services, shop.agent, taggedContact, again, gold);
    await attachTag(services, shop.agent, taggedContact, again, gold);
    await attachTag(services, shop.agent, taggedContact, off, old);
    await detachTag(services, shop.agent, taggedContact, off, old);
    const undone = await undo(job);
    expect(undone.counts).toMatchObject({ takenBack: 4, changedSince: 2 });
    expect(await tagsOf(again)).toEqual([gold, old]);
    expect(await tagsOf(off)).toEqual([]);
    expect(await tagsOf(kept)).toEqual([old]);
    // Once merged, what it stood for is the other tag's.
    const merged = await bulk(only(kept), { add: [nugget] });
    await mergeTags(services, shop.admin, gold, [nugget]);
    expect((await undo(merged)).counts).toMatchObject({ takenBack: 0, changedSince: 1 });
    expect(await tagsOf(kept)).toEqual([old, gold]);
  });

  test("of a cancelled one takes back what was done until then", async () => {
    await crowd(3_000);
    const [gold] = (await addTags(owner, shop.id, ["gold"])) as [number];
    const job = await begin(everybody, { add: [gold] });
    await stepJob(services, jobKinds, shop.id, job.id);
    const cancelled = await cancelJob(services, jobKinds, shop.agent, job.id);
    expect(cancelled).toMatchObject({
      state: "cancelled",
      result: "Added to 2,000",
      canUndo: true,
    });
    expect((await undo(cancelled)).result).toBe("Taken back 2,000");
    const { rows } = await owner.query("SELECT 1 FROM tag_assignments WHERE tag_id = $1", [gold]);
    expect(rows).toEqual([]);
  });

  test("does not put a tag on a contact that has become full (T7)", async () => {
    const tags = await addTags(owner, shop.id, ["a", "b", "c", "d"]);
    const [guest] = (await crowd(1)) as [number];
    await attachTag(services, shop.agent, taggedContact, guest, shop.tags.both);
    const job = await bulk(only(guest), { remove: [shop.tags.both] });
    for (const tag of tags) await attachTag(services, shop.agent, taggedContact, guest, tag);
    expect((await undo(job)).result).toBe("At limit 1");
    expect(await tagsOf(guest)).toEqual(tags);
  });
});
