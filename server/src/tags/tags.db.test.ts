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
import type { Principal } from "../auth/principal.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { attachTag } from "./attach-tag.ts";
import { createTag } from "./create-tag.ts";
import { detachTag } from "./detach-tag.ts";
import { listTags } from "./list-tags.ts";
import type { TagServices } from "./tag-services.ts";
import { taggedContact, taggedConversation, type TaggedRecord } from "./tagged-record.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let services: TagServices;
let mine: SampleOrganization;
let theirs: SampleOrganization;
let typed: SampleOrganization;

const { hints, publisher } = recordHints();

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  mine = await addOrganization(owner, "Mine");
  theirs = await addOrganization(owner, "Theirs");
  typed = await addOrganization(owner, "Typed", { tagNames: "as_typed" });
  services = { database, publisher };
});

beforeEach(() => {
  hints.length = 0;
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

const attach = (who: Principal, record: TaggedRecord, id: number, tag: number) =>
  attachTag(services, who, record, id, tag);
const detach = (who: Principal, record: TaggedRecord, id: number, tag: number) =>
  detachTag(services, who, record, id, tag);
const newTag = (name: string) =>
  ({ name, description: "", color: "default", scope: "both" }) as const;
const freshContact = () => addContact(owner, mine.id, "Customer");

/** What the record's row and its assignments say; they must always agree. */
async function storedTags(record: TaggedRecord, id: number) {
  const { rows } = await owner.query<{ ids: number[]; assigned: number[]; revision: string }>(
    `SELECT r.revision, r.tag_ids AS ids, coalesce(array_agg(a.tag_id ORDER BY a.tag_id)
       FILTER (WHERE a.tag_id IS NOT NULL), '{}') AS assigned
     FROM ${record.table} r LEFT JOIN ${record.assignments} a
       ON a.organization_id = r.organization_id AND a.${record.key} = r.id
     WHERE r.id = $1 GROUP BY r.organization_id, r.id`,
    [id],
  );
  const [row] = rows;
  const ids = row?.ids.toSorted((one, other) => one - other);
  expect(ids).toEqual(row?.assigned);
  return { ids, revision: Number(row?.revision) };
}

async function eventsOf(subject: string, id: number) {
  const { rows } = await owner.query(
    `SELECT kind, contact_id::int AS contact, conversation_id::int AS conversation, actor_type,
       actor_id, source, data FROM events WHERE subject_type = $1 AND subject_id = $2 ORDER BY id`,
    [subject, String(id)],
  );
  return rows;
}

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

describe.each([taggedContact, taggedConversation])("a tag on a $noun", (record) => {
  const idOf = (from: SampleOrganization) => from[record.noun];
  const fitting = (from: SampleOrganization) => from.tags[record.noun];

  test("is added with source, date and who, told in the history and hinted (T6)", async () => {
    const before = await storedTags(record, idOf(mine));
    const answer = await attach(mine.agent, record, idOf(mine), fitting(mine));
    expect(answer).toEqual({
      changed: true,
      assignments: [
        {
          tagId: fitting(mine),
          source: "manual_agent",
          sourceLabel: "Manual (agent)",
          by: "Mine agent",
          at: expect.any(String),
          historical: false,
        },
      ],
    });
    const after = await storedTags(record, idOf(mine));
    expect(after).toEqual({ ids: [fitting(mine)], revision: before.revision + 1 });
    expect(await eventsOf(record.noun, idOf(mine))).toEqual([
      {
        kind: `${record.noun}.tag_added`,
        contact: mine.contact,
        conversation: record.noun === "conversation" ? mine.conversation : null,
        actor_type: "agent",
        actor_id: String(mine.agent.actor.id),
        source: "manual_agent",
        data: {
          tag: { id: fitting(mine), name: record.noun === "contact" ? "enterprise" : "refund" },
        },
      },
    ]);
    expect(hints).toEqual([
      record.noun === "contact"
        ? ["contactChanged", mine.id, { id: mine.contact, revision: after.revision }]
        : ["conversationChanged", mine.id, mine.conversation],
    ]);
  });

  test("added a second time changes nothing (T11)", async () => {
    const before = await everythingStored(owner);
    const again = await attach(mine.api, record, idOf(mine), fitting(mine));
    expect(again).toMatchObject({ changed: false, assignments: [{ source: "manual_agent" }] });
    expect(await everythingStored(owner)).toBe(before);
    expect(hints).toEqual([]);
  });

  test("is taken off by an admin whatever its source, and told in the history (T6)", async () => {
    await attach(mine.api, record, idOf(mine), mine.tags.both);
    const answer = await detach(mine.admin, record, idOf(mine), mine.tags.both);
    expect(answer).toMatchObject({ changed: true, assignments: [{ tagId: fitting(mine) }] });
    expect((await eventsOf(record.noun, idOf(mine))).slice(-2)).toMatchObject([
      { kind: `${record.noun}.tag_added`, source: "api", actor_type: "api_token" },
      { kind: `${record.noun}.tag_removed`, source: "manual_admin", actor_type: "agent" },
    ]);
    expect(await storedTags(record, idOf(mine))).toMatchObject({ ids: [fitting(mine)] });
  });

  test("taken off a second time changes nothing (T11)", async () => {
    const before = await everythingStored(owner);
    const answer = await detach(mine.admin, record, idOf(mine), mine.tags.both);
    expect(answer).toMatchObject({ changed: false });
    expect(await everythingStored(owner)).toBe(before);
  });

  test("whose scope does not fit is refused (T2)", async () => {
    const wrong = mine.tags[record.noun === "contact" ? "conversation" : "contact"];
    const error = await refusal(() => attach(mine.admin, record, idOf(mine), wrong));
    expect(error).toMatchObject({ code: "wrong_tag_scope", path: "tag_id" });
  });

  test("that was deleted is refused (T5)", async () => {
    const error = await refusal(() => attach(mine.admin, record, idOf(mine), mine.tags.deleted));
    expect(error).toMatchObject({ code: "tag_deleted", path: "tag_id" });
  });

  test("of another organization, or of none, does not exist", async () => {
    for (const tag of [theirs.tags.both, 2_000_000_000, 2 ** 40]) {
      const missing = { code: "not_found", message: "There is no such tag." };
      expect(await refusal(() => attach(mine.admin, record, idOf(mine), tag))).toMatchObject(
        missing,
      );
      expect(await refusal(() => detach(mine.admin, record, idOf(mine), tag))).toMatchObject(
        missing,
      );
    }
  });

  test("cannot reach a record of another organization", async () => {
    for (const id of [idOf(theirs), 900_000_000_000_000]) {
      const missing = { code: "not_found", message: `There is no such ${record.noun}.` };
      const { both } = mine.tags;
      expect(await refusal(() => attach(mine.admin, record, id, both))).toMatchObject(missing);
      expect(await refusal(() => detach(mine.admin, record, id, both))).toMatchObject(missing);
    }
  });
});

test("the source follows from who asks (T6)", async () => {
  const sources = [];
  for (const who of [mine.admin, mine.agent, mine.api]) {
    const answer = await attach(who, taggedContact, await freshContact(), mine.tags.both);
    const [first] = answer.assignments;
    sources.push([first?.source, first?.sourceLabel, first?.by]);
  }
  expect(sources).toEqual([
    ["manual_admin", "Manual (admin)", "Mine admin"],
    ["manual_agent", "Manual (agent)", "Mine agent"],
    ["api", "API", "Script"],
  ]);
});

describe("a record at the limit (T7)", () => {
  let full: number;
  let tags: number[];

  beforeAll(async () => {
    full = await freshContact();
    tags = await addTags(
      owner,
      mine.id,
      Array.from({ length: 21 }, (_, at) => `limit-${at}`),
    );
    for (const tag of tags.slice(0, 20)) await attach(mine.admin, taggedContact, full, tag);
  });

  test("refuses the next tag with a sentence that names the limit", async () => {
    const error = await refusal(() => attach(mine.admin, taggedContact, full, tags[20] ?? 0));
    expect(error).toMatchObject({
      code: "tag_limit_reached",
      message: "A contact holds at most 20 tags: remove one first.",
    });
  });

  test("still answers for a tag that it has", async () => {
    const answer = await attach(mine.admin, taggedContact, full, tags[0] ?? 0);
    expect(answer).toMatchObject({ changed: false });
  });

  test("has room again when one of its tags is deleted, which stays as history (T5)", async () => {
    const [deleted = 0, , last = 0] = [tags[3], 0, tags[20]];
    await owner.query("UPDATE tags SET deleted_at = now() WHERE id = $1", [deleted]);
    const { assignments } = await attach(mine.admin, taggedContact, full, last);
    expect(assignments).toHaveLength(21);
    expect(assignments.filter((each) => each.historical).map((each) => each.tagId)).toEqual([
      deleted,
    ]);
    const error = await refusal(() => detach(mine.admin, taggedContact, full, deleted));
    expect(error).toMatchObject({ code: "tag_deleted" });
  });

  test("an organization may lift the limit", async () => {
    await owner.query(
      "UPDATE organizations SET max_tags_per_record = NULL WHERE organization_id = $1",
      [mine.id],
    );
    const [more = 0] = await addTags(owner, mine.id, ["beyond"]);
    expect(await attach(mine.admin, taggedContact, full, more)).toMatchObject({ changed: true });
    await owner.query(
      "UPDATE organizations SET max_tags_per_record = 20 WHERE organization_id = $1",
      [mine.id],
    );
  });
});

describe("many at once on one contact", () => {
  // Sessions tell of their deadlocks when they end.
  let crowd: Database;

  beforeAll(() => {
    crowd = openDatabase(own.appUrl);
    services = { database: crowd, publisher };
  });

  afterAll(async () => {
    services = { database, publisher };
    await crowd.close();
    const { rows } = await owner.query(
      "SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()",
    );
    expect(rows).toEqual([{ deadlocks: 0 }]);
  });

  test("end in exactly the right set", async () => {
    const contact = await freshContact();
    const [same = 0, gone = 0, ...rest] = await addTags(
      owner,
      mine.id,
      Array.from({ length: 12 }, (_, at) => `rival-${at}`),
    );
    await attach(mine.admin, taggedContact, contact, gone);
    const start = await storedTags(taggedContact, contact);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) => {
        const who = [mine.admin, mine.agent, mine.api][at % 3] ?? mine.admin;
        if (at % 4 === 0) return attach(who, taggedContact, contact, same);
        if (at % 4 === 1) return detach(who, taggedContact, contact, gone);
        return attach(who, taggedContact, contact, rest[at % rest.length] ?? 0);
      }),
    );
    const changes = answers.filter((answer) => answer.changed).length;
    expect(changes).toBe(1 + 1 + rest.length);
    const stored = await storedTags(taggedContact, contact);
    expect(stored.ids).toEqual([same, ...rest]);
    expect(stored.revision).toBe(start.revision + changes);
    expect(await eventsOf("contact", contact)).toHaveLength(1 + changes);
  });

  test("never pass the limit", async () => {
    const contact = await freshContact();
    const tags = await addTags(
      owner,
      mine.id,
      Array.from({ length: 100 }, (_, at) => `crowd-${at}`),
    );
    const outcomes = await Promise.allSettled(
      tags.map((tag) => attach(mine.api, taggedContact, contact, tag)),
    );
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(80);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "tag_limit_reached" });
    expect((await storedTags(taggedContact, contact)).ids).toHaveLength(20);
  });

  test("add and take off the same tags in an order that the history tells", async () => {
    const contact = await freshContact();
    const tags = await addTags(owner, mine.id, ["swing-a", "swing-b", "swing-c"]);
    await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        (at % 2 === 0 ? attach : detach)(mine.admin, taggedContact, contact, tags[at % 3] ?? 0),
      ),
    );
    const history = await eventsOf("contact", contact);
    const told = new Set<number>();
    for (const { kind, data } of history) {
      // Each event changed something: what is added was not there, what is removed was.
      expect(told.has(data.tag.id)).toBe(kind === "contact.tag_removed");
      if (kind === "contact.tag_added") told.add(data.tag.id);
      else told.delete(data.tag.id);
    }
    const stored = await storedTags(taggedContact, contact);
    expect(stored.ids).toEqual([...told].toSorted((one, other) => one - other));
    expect(stored.revision).toBe(1 + history.length);
  });

  test("while tags are being deleted, none is assigned afterwards (T5)", async () => {
    const contact = await freshContact();
    const tags = await addTags(owner, mine.id, ["doomed-a", "doomed-b", "doomed-c", "doomed-d"]);
    await Promise.allSettled([
      ...tags.map((tag) => attach(mine.admin, taggedContact, contact, tag)),
      owner.query("UPDATE tags SET deleted_at = clock_timestamp() WHERE id = ANY ($1)", [tags]),
    ]);
    const { rows } = await owner.query(
      `SELECT FROM tag_assignments a JOIN tags t USING (organization_id)
       WHERE t.id = a.tag_id AND a.contact_id = $1 AND a.created_at > t.deleted_at`,
      [contact],
    );
    expect(rows).toEqual([]);
  });
});

describe("creating a tag", () => {
  test("stores the normalised name, tells it and hints (T1)", async () => {
    const tag = await createTag(services, mine.agent, {
      name: "  VIP Customer ",
      description: "Pays a lot",
      color: "violet",
      scope: "contact",
    });
    expect(tag).toMatchObject({
      name: "vip-customer",
      description: "Pays a lot",
      color: "violet",
      scope: "contact",
      deletedAt: null,
      nearTwin: null,
    });
    expect(await eventsOf("tag", tag.id)).toMatchObject([
      { kind: "tag.created", actor_type: "agent", data: { tag: { name: "vip-customer" } } },
    ]);
    const { nearTwin: _, ...told } = tag;
    expect(hints).toEqual([["tagChanged", mine.id, told]]);
  });

  test("a name that an active tag has is taken, however it is typed", async () => {
    const error = await refusal(() => createTag(services, mine.admin, newTag("Vip_Customer")));
    expect(error).toMatchObject({ code: "name_taken", path: "name" });
  });

  test("of many that create the same name at once, one does", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => createTag(services, mine.admin, newTag("Race"))),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") {
        expect(outcome.reason).toMatchObject({ code: "name_taken" });
      }
    }
  });

  test("a deleted tag's name is free, and so is another organization's", async () => {
    expect((await createTag(services, mine.admin, newTag("gone"))).name).toBe("gone");
    expect((await createTag(services, theirs.admin, newTag("VIP Customer"))).name).toBe(
      "vip-customer",
    );
  });

  test.each(["", "   ", "!!!", "🔥", "\u3164", "\u0301"])(
    "the name %j is refused",
    async (name) => {
      const error = await refusal(() => createTag(services, mine.admin, newTag(name)));
      expect(error).toMatchObject({ code: "invalid_value", path: "name" });
    },
  );

  test("a name holds 50 characters and not 51", async () => {
    const longest = "ключ-".repeat(10).slice(0, -1) + "x";
    expect((await createTag(services, mine.admin, newTag(longest))).name).toBe(longest);
    const error = await refusal(() => createTag(services, mine.admin, newTag(`${longest}y`)));
    expect(error).toMatchObject({
      code: "invalid_value",
      message: "A tag's name holds at most 50 characters.",
      path: "name",
    });
  });

  test("as typed: capitals make another tag, with a word about its near twin", async () => {
    const tag = await createTag(services, typed.admin, newTag("VIP"));
    expect(tag).toMatchObject({ name: "VIP", nearTwin: { id: typed.tags.both, name: "vip" } });
    const fire = await createTag(services, typed.admin, newTag("🔥".repeat(50)));
    expect(fire).toMatchObject({ name: "🔥".repeat(50), nearTwin: null });
    const error = await refusal(() => createTag(services, typed.admin, newTag("🔥".repeat(51))));
    expect(error).toMatchObject({ code: "invalid_value" });
  });

  test("as typed: letters that look alike are different tags", async () => {
    const alike = await createTag(services, typed.admin, newTag("v\u0456p"));
    expect(alike.name).toBe("v\u0456p");
  });
});

describe("the catalogue", () => {
  const names = async (filter: Parameters<typeof listTags>[2]) =>
    (await listTags(services, theirs.agent, filter)).map((tag) => tag.name);

  test("lists active tags, deleted ones when asked (T5)", async () => {
    expect(await names({})).toEqual(["enterprise", "refund", "vip", "vip-customer"]);
    expect(await names({ status: "deleted" })).toEqual(["gone"]);
    expect(await names({ status: "all" })).toHaveLength(5);
  });

  test("offers only what fits a kind of record (T2)", async () => {
    expect(await names({ scope: "contact" })).toEqual(["enterprise", "vip", "vip-customer"]);
    expect(await names({ scope: "conversation" })).toEqual(["refund", "vip", "vip-customer"]);
  });

  test("finds a part of a name however it is spelled", async () => {
    expect(await names({ q: "VIP Cust" })).toEqual(["vip-customer"]);
    expect(await names({ q: "%" })).toEqual([]);
  });
});
