import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { recordHints } from "../../../test/support/recorded-hints.ts";
import {
  addContact,
  addOrganization,
  addTags,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { startBulkTags } from "../bulk-tags/start-bulk-tags.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { jobKinds } from "../job-kinds.ts";
import { stepJob } from "../jobs/step-job.ts";
import { RulesCache } from "../segments/rules-cache.ts";
import type { Services } from "../services.ts";
import { attachTag } from "./attach-tag.ts";
import { detachTag } from "./detach-tag.ts";
import { taggedContact, taggedConversation, type TaggedRecord } from "./tagged-record.ts";

const atOnce = 100;
const limit = 10;

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let services: Services;
let shop: SampleOrganization;
let tags: number[];

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  services = { database, rules: new RulesCache(), publisher: recordHints().publisher };
  shop = await addOrganization(owner, "Busy", { maxTags: limit });
  const names = Array.from({ length: 40 }, (_, at) => `tag-${at}`);
  tags = await addTags(owner, shop.id, names);
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

/** The record's list of ids, which its assignments must repeat, none of them twice. */
async function heldBy(record: TaggedRecord, id: number): Promise<Set<number>> {
  const { rows } = await owner.query<{ tag_ids: number[]; assigned: number[] }>(
    `SELECT tag_ids, ARRAY(SELECT tag_id FROM ${record.assignments}
       WHERE organization_id = $1 AND ${record.key} = $2) AS assigned
     FROM ${record.table} WHERE organization_id = $1 AND id = $2`,
    [shop.id, id],
  );
  const [row] = rows;
  const held = new Set(row?.tag_ids);
  expect(row?.tag_ids).toHaveLength(held.size);
  expect(new Set(row?.assigned)).toEqual(held);
  return held;
}

/** The history, replayed: what it says was added and removed makes what the record holds. */
async function replayed(record: TaggedRecord, id: number): Promise<Set<number>> {
  const { rows } = await owner.query<{ kind: string; tag: string }>(
    `SELECT kind, data->'tag'->>'id' AS tag FROM events
     WHERE organization_id = $1 AND subject_type = $2 AND subject_id = $3
       AND kind IN ($4, $5) ORDER BY id`,
    [shop.id, record.noun, String(id), record.added, record.removed],
  );
  const held = new Set<number>();
  for (const { kind, tag } of rows) {
    const before = held.has(Number(tag));
    // Nothing is added twice, and nothing taken off that is not there.
    expect(before).toBe(kind === record.removed);
    if (before) held.delete(Number(tag));
    else held.add(Number(tag));
  }
  return held;
}

const add = (record: TaggedRecord, id: number, tag: number) =>
  attachTag(services, shop.agent, record, id, tag);
const remove = (record: TaggedRecord, id: number, tag: number) =>
  detachTag(services, shop.agent, record, id, tag);

async function newConversation(): Promise<number> {
  const { rows } = await owner.query<{ id: string }>(
    "INSERT INTO conversations (organization_id, contact_id, queue_id) VALUES ($1, $2, $3) RETURNING id",
    [shop.id, shop.contact, shop.queue],
  );
  return Number(rows[0]?.id);
}

const kinds = [
  ["a contact", taggedContact, () => addContact(owner, shop.id, "Customer")],
  ["a conversation", taggedConversation, newConversation],
] as const;

describe.each(kinds)("%s that many tag at once", (_, record, create) => {
  test(`gets one tag once, of ${atOnce} who add it`, async () => {
    const id = await create();
    const tag = tags[0] ?? 0;
    const answers = await Promise.all(Array.from({ length: atOnce }, () => add(record, id, tag)));
    expect(answers.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await heldBy(record, id)).toEqual(new Set([tag]));
    expect(await replayed(record, id)).toEqual(new Set([tag]));
  });

  test("never holds more than the limit (T7), and exactly those that were let in", async () => {
    const id = await create();
    const asked = await Promise.allSettled(
      Array.from({ length: atOnce }, (_each, at) => add(record, id, tags[at % 40] ?? 0)),
    );
    const refused = asked.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    for (const reason of refused) expect(reason).toMatchObject({ code: "tag_limit_reached" });
    const held = await heldBy(record, id);
    expect(held.size).toBe(limit);
    expect(await replayed(record, id)).toEqual(held);
  });

  test("ends with exactly the right tags when adds and removes of many meet", async () => {
    const id = await create();
    const gone = tags.slice(0, 4);
    const kept = tags.slice(4, 8);
    const wavering = tags.slice(8, 10);
    for (const tag of gone) await add(record, id, tag);
    const calls = Array.from({ length: atOnce }, (_each, at) => {
      const [out, stays, either] = [gone[at % 4] ?? 0, kept[at % 4] ?? 0, wavering[at % 2] ?? 0];
      if (at % 5 < 2) return remove(record, id, out);
      if (at % 5 < 4) return add(record, id, stays);
      return at % 10 === 4 ? add(record, id, either) : remove(record, id, either);
    });
    await Promise.all(calls);
    const held = await heldBy(record, id);
    for (const tag of gone) expect(held).not.toContain(tag);
    for (const tag of kept) expect(held).toContain(tag);
    expect(held.size).toBeLessThanOrEqual(limit);
    // Whoever came last with the wavering ones, history says the same.
    expect(await replayed(record, id)).toEqual(held);
  });
});

test(`contacts that ${atOnce} people tag while two bulk jobs run keep to the limit, without a deadlock (T7, T9)`, async () => {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO contacts (organization_id, name, name_folded)
     SELECT $1, 'Crowd ' || n, 'crowd ' || n FROM generate_series(1, 3000) n RETURNING id`,
    [shop.id],
  );
  const crowd = rows.map(({ id }) => Number(id));
  const [first, second, gone, ...others] = tags as [number, number, number, ...number[]];
  const filter = { q: "crowd" };
  const start = (change: { add: number[]; remove: number[] }) =>
    startBulkTags(services, shop.admin, { selection: { filter }, ...change });
  const jobs = [
    await start({ add: [first], remove: [] }),
    await start({ add: [second], remove: [gone] }),
  ];
  const { rows: before } = await owner.query<{ deadlocks: string }>(
    "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
  );
  const work = jobs.map(async ({ id }) => {
    while ((await stepJob(services, jobKinds, shop.id, id)).more);
  });
  const people = Array.from({ length: atOnce }, async (_, at) => {
    // Some from the front, some from the back, some where everybody is.
    const places = [at, crowd.length - 1 - at, 1_500 + (at % 3)];
    for (const place of places) {
      const contact = crowd[place] ?? 0;
      const tag = others[at % others.length] ?? 0;
      const full = { code: "tag_limit_reached" };
      await add(taggedContact, contact, tag).catch((error: unknown) =>
        expect(error).toMatchObject(full),
      );
      if (at % 2 === 0) await remove(taggedContact, contact, tag);
    }
  });
  await Promise.all([...work, ...people]);
  const { rows: after } = await owner.query<{ deadlocks: string }>(
    "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
  );
  expect(after).toEqual(before);
  for (const contact of [0, 1, 1_500, 1_501, 1_502, 2_998, 2_999]) {
    const held = await heldBy(taggedContact, crowd[contact] ?? 0);
    expect(held.size).toBeLessThanOrEqual(limit);
    expect(await replayed(taggedContact, crowd[contact] ?? 0)).toEqual(held);
  }
  const { rows: wrong } = await owner.query(
    `SELECT c.id FROM contacts c WHERE organization_id = $1 AND (
       cardinality(tag_ids) > $2 OR cardinality(tag_ids) <> (
         SELECT count(*) FROM tag_assignments a
         WHERE a.organization_id = c.organization_id AND a.contact_id = c.id))`,
    [shop.id, limit],
  );
  expect(wrong).toEqual([]);
  for (const tag of [first, second]) {
    const { rows: had } = await owner.query(
      "SELECT 1 FROM tag_assignments WHERE organization_id = $1 AND tag_id = $2",
      [shop.id, tag],
    );
    // All but those few that people filled up first.
    expect(had.length).toBeGreaterThanOrEqual(crowd.length - 3);
  }
});
