import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { recordHints } from "../../../test/support/recorded-hints.ts";
import {
  addOrganization,
  addTags,
  everythingStored,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { countContacts } from "../contact-lists/count-contacts.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { jobKinds } from "../job-kinds.ts";
import { cancelJob } from "../jobs/cancel-job.ts";
import { readJob } from "../jobs/read-job.ts";
import { stepJob } from "../jobs/step-job.ts";
import { RulesCache } from "../segments/rules-cache.ts";
import type { Services } from "../services.ts";
import { attachTag } from "./attach-tag.ts";
import { createTag } from "./create-tag.ts";
import { deleteTags } from "./delete-tags.ts";
import { listTags } from "./list-tags.ts";
import { mergeTags } from "./merge-tags.ts";
import { restoreTags } from "./restore-tag.ts";
import { setTagLimit, tagSettings } from "./tag-settings.ts";
import { taggedContact } from "./tagged-record.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let services: Services;
let mine: SampleOrganization;
let shops = 0;

const { hints, publisher } = recordHints();

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  services = { database, rules: new RulesCache(), publisher };
});

beforeEach(async () => {
  shops += 1;
  mine = await addOrganization(owner, `Mine${shops}`);
  hints.length = 0;
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

const typed = (name: string) =>
  ({ name, description: "", color: "default", scope: "both" }) as const;

describe("the limit of tags a record holds (T7)", () => {
  test("is raised, lowered and lifted; what is there stays", async () => {
    const tags = await addTags(owner, mine.id, ["a", "b", "c"]);
    const [a, b, c] = tags as [number, number, number];
    const add = (tag: number) => attachTag(services, mine.agent, taggedContact, mine.contact, tag);
    await add(a);
    await add(b);
    expect(await setTagLimit(services, mine.admin, 1)).toEqual({
      tagNames: "slug",
      maxTagsPerRecord: 1,
    });
    expect(hints.at(-1)).toEqual(["settingsChanged", mine.id, "tags"]);
    await expect(add(c)).rejects.toMatchObject({ code: "tag_limit_reached" });
    await setTagLimit(services, mine.admin, null);
    expect((await add(c)).assignments).toHaveLength(3);
    expect(await tagSettings(services, mine.agent)).toMatchObject({ maxTagsPerRecord: null });
    const { rows } = await owner.query(
      "SELECT data FROM events WHERE organization_id = $1 AND kind = 'tag.limit_changed' ORDER BY id",
      [mine.id],
    );
    expect(rows.map(({ data }: { data: unknown }) => data)).toEqual([
      { before: 20, after: 1 },
      { before: 1, after: null },
    ]);
  });

  test("that is set to what it is changes nothing", async () => {
    const before = await everythingStored(owner, mine.id);
    await setTagLimit(services, mine.admin, 20);
    expect(await everythingStored(owner, mine.id)).toBe(before);
    expect(hints).toEqual([]);
  });
});

describe("several deleted tags", () => {
  test("are restored together; one that is active stays as it is (T5)", async () => {
    const tags = await addTags(owner, mine.id, ["one", "two"]);
    await deleteTags(services, mine.admin, tags);
    hints.length = 0;
    const restored = await restoreTags(services, mine.admin, [...tags, mine.tags.both]);
    expect(restored.map(({ deletedAt }) => deletedAt)).toEqual([null, null, null]);
    expect(hints.map(([, , tag]) => tag)).toMatchObject([{ name: "one" }, { name: "two" }]);
    const names = (await listTags(services, mine.admin)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["one", "two"]));
  });

  test("are all refused when one's name is taken, which is pointed at", async () => {
    const tags = await addTags(owner, mine.id, ["one", "two"]);
    await deleteTags(services, mine.admin, tags);
    await createTag(services, mine.admin, typed("two"));
    const before = await everythingStored(owner, mine.id);
    await expect(restoreTags(services, mine.admin, tags)).rejects.toMatchObject({
      code: "name_taken",
      path: "tagIds.1",
    });
    await expect(restoreTags(services, mine.admin, [999_999])).rejects.toMatchObject({
      code: "not_found",
      path: "tagIds.0",
    });
    expect(await everythingStored(owner, mine.id)).toBe(before);
  });
});

test("criteria may name a tag as soon as it is created", async () => {
  // Rules are kept that do not know it yet.
  await inOrganization(database, mine.id, (transaction) => services.rules.read(transaction));
  const { id } = await createTag(services, mine.admin, typed("fresh"));
  const criteria = { all: [{ field: "contact.tags", operator: "hasAnyOf", value: [id] }] };
  expect(await countContacts(services, mine.admin, { criteria })).toBe(0);
});

describe("merging tags that many records carry (T10)", () => {
  async function crowd(count: number, ids: readonly number[]) {
    await owner.query(
      `WITH crowd AS (
         INSERT INTO contacts (organization_id, name, name_folded, tag_ids)
         SELECT $1, 'Guest ' || n, 'guest ' || n, CASE WHEN n % 2 = 0 THEN $3::integer[] ELSE $3[1:1] END
         FROM generate_series(1, $2::integer) n RETURNING id, tag_ids)
       INSERT INTO tag_assignments (organization_id, contact_id, tag_id, source, actor_type)
       SELECT $1, id, unnest(tag_ids), 'import', 'system' FROM crowd`,
      [mine.id, count, ids],
    );
  }
  const disagreeing = `SELECT c.id FROM contacts c WHERE organization_id = $1 AND ARRAY(
      SELECT unnest(tag_ids) ORDER BY 1) <> ARRAY(SELECT tag_id FROM tag_assignments a
        WHERE a.organization_id = c.organization_id AND a.contact_id = c.id ORDER BY 1)`;

  test("is a job that moves them in pieces and then does the rest as one", async () => {
    const tags = await addTags(owner, mine.id, ["gold", "golden", "au"]);
    const [gold, golden, au] = tags as [number, number, number];
    await crowd(3_000, [golden, au]);
    const { job } = await mergeTags(services, mine.admin, gold, [golden, au]);
    expect(job).toMatchObject({ label: "Merge “golden” and “au” into “gold”", total: 4_500 });
    const id = job?.id ?? 0;
    await stepJob(services, jobKinds, mine.id, id);
    // Until the end all of them are there, and each record has what it stood for.
    const active = async () => (await listTags(services, mine.admin)).map((tag) => tag.id);
    expect(await active()).toEqual(expect.arrayContaining(tags));
    while ((await stepJob(services, jobKinds, mine.id, id)).more);
    expect(await readJob(services, jobKinds, mine.admin, id)).toMatchObject({
      state: "done",
      done: 3_000,
      total: 3_000,
      result: "Merged on 3,000 records",
      canUndo: false,
    });
    expect(await active()).toContain(gold);
    expect(await active()).not.toContain(au);
    const { rows } = await owner.query<{ tag_id: number; count: string }>(
      "SELECT tag_id, count(*) FROM tag_assignments WHERE organization_id = $1 GROUP BY tag_id",
      [mine.id],
    );
    expect(rows).toEqual([{ tag_id: gold, count: "3000" }]);
    expect((await owner.query(disagreeing, [mine.id])).rows).toEqual([]);
    const { rows: told } = await owner.query<{ kind: string; count: string }>(
      `SELECT kind, count(*) FROM events WHERE organization_id = $1 AND kind LIKE '%merged'
       GROUP BY kind ORDER BY kind`,
      [mine.id],
    );
    expect(told).toEqual([
      { kind: "contact.tag_merged", count: "3000" },
      { kind: "tag.merged", count: "2" },
    ]);
  });

  test("that is cancelled leaves what was moved with the kept tag, and all tags active", async () => {
    const [gold, golden] = (await addTags(owner, mine.id, ["gold", "golden"])) as [number, number];
    await crowd(3_000, [golden]);
    const { job } = await mergeTags(services, mine.admin, gold, [golden]);
    await stepJob(services, jobKinds, mine.id, job?.id ?? 0);
    const cancelled = await cancelJob(services, jobKinds, mine.admin, job?.id ?? 0);
    expect(cancelled).toMatchObject({ state: "cancelled", result: "Merged on 2,000 records" });
    expect((await listTags(services, mine.admin)).map((tag) => tag.id)).toContain(golden);
    expect((await owner.query(disagreeing, [mine.id])).rows).toEqual([]);
  });

  test("fails with a sentence when one of them is deleted meanwhile", async () => {
    const [gold, golden] = (await addTags(owner, mine.id, ["gold", "golden"])) as [number, number];
    await crowd(3_000, [golden]);
    const { job } = await mergeTags(services, mine.admin, gold, [golden]);
    await deleteTags(services, mine.admin, [gold]);
    await stepJob(services, jobKinds, mine.id, job?.id ?? 0);
    expect(await readJob(services, jobKinds, mine.admin, job?.id ?? 0)).toMatchObject({
      state: "failed",
      problem: "“gold” was deleted: restore it first.",
    });
  });
});
