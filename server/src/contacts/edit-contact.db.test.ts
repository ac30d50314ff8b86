import type { ContactChange } from "@tagalong/shared/contracts/contact.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { foldPropertyValue } from "@tagalong/shared/criteria/property-value.ts";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import { recordHints } from "../../../test/support/recorded-hints.ts";
import {
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { openDatabase, type Database } from "../database/database.ts";
import type { ProblemError } from "../errors/problem-error.ts";
import { createProperty } from "../properties/create-property.ts";
import { deleteProperty } from "../properties/delete-property.ts";
import { restoreProperty } from "../properties/restore-property.ts";
import { attachTag } from "../tags/attach-tag.ts";
import { detachTag } from "../tags/detach-tag.ts";
import { taggedContact } from "../tags/tagged-record.ts";
import { createContact } from "./create-contact.ts";
import { editContact } from "./edit-contact.ts";
import { listTimeline } from "./list-timeline.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let mine: SampleOrganization;
let services: { database: Database; publisher: ReturnType<typeof recordHints>["publisher"] };
const { hints, publisher } = recordHints();

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  services = { database, publisher };
  mine = await addOrganization(owner, "Mine");
  const define = (property: Parameters<typeof createProperty>[2]) =>
    createProperty(services, mine.admin, property);
  await define({
    label: "Tier",
    kind: "choice",
    choices: ["Trial", "Enterprise", "İstanbul"],
    writers: ["agent", "api"],
  });
  const writers = ["agent" as const, "api" as const];
  for (const kind of ["text", "number", "boolean", "date"] as const) {
    await define({ label: `A ${kind}`, kind, choices: [], writers });
  }
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

const create = (fields: Parameters<typeof createContact>[2]) =>
  createContact(services, mine.agent, fields);
const edit = (id: number, change: ContactChange, by = mine.agent) =>
  editContact(services, by, id, change);

async function stored(id: number) {
  const { rows } = await owner.query<Record<string, unknown>>(
    "SELECT * FROM contacts WHERE id = $1",
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error("There is no such contact.");
  return row;
}

async function lastEvent(id: number) {
  const { rows } = await owner.query<{ kind: string; source: string; data: EventData }>(
    "SELECT kind, source, data FROM events WHERE contact_id = $1 ORDER BY id DESC LIMIT 1",
    [id],
  );
  return rows[0];
}
type EventData = { before: Record<string, unknown>; after: Record<string, unknown> };

describe("what is not given stays (C1)", () => {
  test("each field and property by itself, and null or blank empties one", async () => {
    const made = await create({
      name: "Ann",
      email: "ann@customers.example",
      properties: { tier: "trial", a_number: 5 },
    });
    expect(made.properties).toEqual({ tier: "Trial", a_number: 5 });
    const named = await edit(made.id, { name: " Anna \n Bell " });
    expect(named).toMatchObject({
      name: "Anna Bell",
      email: "ann@customers.example",
      properties: { tier: "Trial", a_number: 5 },
      revision: made.revision + 1,
    });
    const emptied = await edit(made.id, { email: "  ", properties: { a_number: null } });
    expect(emptied).toMatchObject({ email: null, properties: { tier: "Trial" } });
    expect(await stored(made.id)).toMatchObject({
      name_folded: "anna bell",
      email_folded: null,
      properties_folded: { tier: "trial" },
    });
  });

  test("what changes nothing is no change: no revision, no event, no hint", async () => {
    const made = await create({ name: "Bo", country: "germany" });
    hints.length = 0;
    const before = await lastEvent(made.id);
    const same = await edit(made.id, { name: "Bo", country: "DE", properties: {} });
    expect(same).toEqual(made);
    expect(await lastEvent(made.id)).toEqual(before);
    expect(hints).toEqual([]);
  });

  test("the timeline says it in words, with the names of that time", async () => {
    const made = await create({ name: "Cem", properties: { tier: "trial" } });
    const ownerId = mine.admin.actor.id;
    await edit(made.id, { ownerId, country: "fr", properties: { tier: "Enterprise" } });
    await owner.query("UPDATE agents SET name = 'Renamed' WHERE id = $1", [ownerId]);
    const { items } = await listTimeline({ database }, mine.admin, made.id, {});
    expect(items.map(({ label, detail, by }) => [label, detail, by])).toEqual([
      [
        "Contact updated",
        "Owner: Mine admin, Country: France, Tier: Trial → Enterprise",
        "Mine agent",
      ],
      ["Contact created", "Cem", "Mine agent"],
    ]);
    await owner.query("UPDATE agents SET name = 'Mine admin' WHERE id = $1", [ownerId]);
  });

  test("open windows hear of it, conversations too where they show the name", async () => {
    hints.length = 0;
    const renamed = await edit(mine.contact, { name: "Other name" });
    expect(hints).toEqual([
      ["contactChanged", mine.id, renamed],
      ["conversationChanged", mine.id, mine.conversation],
    ]);
    hints.length = 0;
    const moved = await edit(mine.contact, { country: "PL" });
    expect(hints).toEqual([["contactChanged", mine.id, moved]]);
  });
});

describe("who a contact is proven to be (C6)", () => {
  test("an external id proves it and is one contact's only; without it nothing is proven", async () => {
    const made = await create({ externalId: "customer-1" });
    expect(made).toMatchObject({ verified: true, displayName: "customer-1" });
    const other = await create({ name: "Dee" });
    await expect(edit(other.id, { externalId: "customer-1" })).rejects.toMatchObject({
      code: "conflict",
      path: "externalId",
    });
    await expect(create({ externalId: "customer-1" })).rejects.toMatchObject({ code: "conflict" });
    expect(await edit(made.id, { externalId: null, name: "Eve" })).toMatchObject({
      verified: false,
      externalId: null,
    });
    expect(await edit(other.id, { externalId: "customer-1" })).toMatchObject({ verified: true });
  });

  test("an id that was only claimed is proven by whoever gives it again", async () => {
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO contacts (organization_id, external_id, external_id_folded)
       VALUES ($1, 'claimed', 'claimed') RETURNING id`,
      [mine.id],
    );
    const id = Number(rows[0]?.id);
    expect(await edit(id, { name: "Fay" })).toMatchObject({ verified: false });
    expect(await edit(id, { externalId: "claimed" })).toMatchObject({ verified: true });
    expect((await lastEvent(id))?.data.after).toEqual({ verified: true });
  });
});

describe("two agents at once", () => {
  test("the one who saw an older state is told what is there now, and nothing of theirs is kept", async () => {
    const made = await create({ name: "Gil" });
    const { revision } = made;
    const answers = await Promise.allSettled([
      edit(made.id, { name: "Gil One", revision }),
      edit(made.id, { name: "Gil Two", revision }, mine.admin),
    ]);
    const won = answers.find((one) => one.status === "fulfilled");
    const lost = answers.find((one) => one.status === "rejected");
    const refusal = lost?.reason as ProblemError;
    expect(refusal).toMatchObject({ code: "conflict", path: "revision" });
    expect(refusal.current).toEqual(won?.value);
    expect(await stored(made.id)).toMatchObject({ name: won?.value.name });
  });

  test("without a revision both are made, one after the other, each with its own before", async () => {
    const made = await create({ name: "Hal", properties: { a_number: 0 } });
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        edit(made.id, at % 2 ? { company: `Company ${at}` } : { properties: { a_number: at + 1 } }),
      ),
    );
    const { rows } = await owner.query<{ data: EventData }>(
      `SELECT data FROM events WHERE contact_id = $1 AND kind = 'contact.updated' ORDER BY id`,
      [made.id],
    );
    expect(rows).toHaveLength(20);
    const state: Record<string, unknown> = { company: null, "properties.a_number": 0 };
    for (const { data } of rows) {
      for (const [key, value] of Object.entries(data.before)) expect(state[key]).toBe(value);
      Object.assign(state, data.after);
    }
    const now = await stored(made.id);
    expect(now.company).toBe(state.company);
    expect(now.properties).toEqual({ a_number: state["properties.a_number"] });
    expect(Number(now.revision)).toBe(made.revision + 20);
  });

  test("twenty who create the same external id at once make one contact", async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => create({ name: "Same", externalId: "same-1" })),
    );
    const made = answers.filter(({ status }) => status === "fulfilled");
    expect(made).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "conflict" });
    }
  });

  test("editing while tags come and go ends with all of it, and every revision is one change", async () => {
    const made = await create({ name: "Busy" });
    const tag = mine.tags.both;
    const about = [mine.admin, taggedContact, made.id, tag] as const;
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => [
        edit(made.id, { company: `Company ${at}` }),
        attachTag(services, ...about),
        edit(made.id, { properties: { a_number: at } }),
        detachTag(services, ...about),
      ]).flat(),
    );
    const { rows } = await owner.query<{ count: string }>(
      "SELECT count(*) FROM events WHERE contact_id = $1 AND kind <> 'contact.created'",
      [made.id],
    );
    const row = await stored(made.id);
    expect(Number(row.revision) - made.revision).toBe(Number(rows[0]?.count));
    expect(row.company).toMatch(/^Company \d$/);
  });

  test("a property that is deleted meanwhile takes no value", async () => {
    const made = await create({ name: "Ida" });
    for (let round = 0; round < 5; round++) {
      const [, written] = await Promise.allSettled([
        deleteProperty(services, mine.admin, "a_text"),
        edit(made.id, { properties: { a_text: `round ${round}` } }),
      ]);
      const { properties } = await stored(made.id);
      const refused = written.status === "rejected";
      if (refused) expect(written.reason).toMatchObject({ path: "properties.a_text" });
      else expect(properties).toEqual({ a_text: `round ${round}` });
      await restoreProperty(services, mine.admin, "a_text");
    }
  });
});

test("whatever is written, before and after tell it and the folded copies follow (random)", async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  const random = mulberry(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const texts = [
    "Ada",
    "ÉCLAIR",
    "İzmir",
    "ß",
    "ＦＵＬＬ",
    "  x  ",
    "",
    null,
    "👩‍👩‍👧",
    "ΣΑΣ",
    "a".repeat(500),
  ];
  const values: Record<string, readonly (string | number | boolean | null)[]> = {
    tier: ["trial", "ENTERPRISE", "İstanbul", "i̇stanbul", null],
    a_text: texts,
    a_number: [0, -1.5, 1e21, 5e-324, null],
    a_boolean: [true, false, null],
    a_date: ["2026-01-31", "2026-01-31T23:59:59-05:00", "0001-01-01", null],
  };
  const given: Record<string, () => unknown> = {
    name: () => pick(texts),
    company: () => pick(texts),
    email: () => pick(["Ann@Customers.EXAMPLE", "b@customers.example", "", null]),
    phone: () => pick(["+49 151 23456789", "0049 151 23456789", null]),
    country: () => pick(["de", "Türkiye", "US", "", null]),
    ownerId: () => pick([mine.admin.actor.id, mine.agent.actor.id, null]),
  };
  const definitions = new Map(
    (
      await owner.query<{ key: string; kind: "text"; choices: string[] }>(
        "SELECT key, kind, choices FROM properties WHERE organization_id = $1",
        [mine.id],
      )
    ).rows.map((row) => [row.key, row] as const),
  );
  const { id } = await create({ name: "Random" });
  const flat = (row: Record<string, unknown>): Record<string, unknown> => {
    const { name, email, phone, company, country, owner_id, properties } = row;
    const own = Object.entries(properties as object).map(([key, value]) => [
      `properties.${key}`,
      value,
    ]);
    return { name, email, phone, company, country, owner_id, ...Object.fromEntries(own) };
  };
  for (let round = 0; round < 150; round++) {
    const change: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(given)) if (random() < 0.3) change[field] = value();
    const properties: Record<string, unknown> = {};
    for (const [key, of] of Object.entries(values)) if (random() < 0.3) properties[key] = pick(of);
    const before = flat(await stored(id));
    const revision = (await stored(id)).revision;
    await edit(id, { ...change, properties } as ContactChange);
    const row = await stored(id);
    const after = flat(row);
    const where = `seed ${seed}, round ${round}`;
    const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (key) => (before[key] ?? null) !== (after[key] ?? null),
    );
    expect(Number(row.revision) - Number(revision), where).toBe(changed.length > 0 ? 1 : 0);
    if (changed.length > 0) {
      const { data } = (await lastEvent(id)) ?? { data: { before: {}, after: {} } };
      const told = (from: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(from).filter(([key]) => key !== "owner"));
      const expected = (from: Record<string, unknown>) =>
        Object.fromEntries(changed.map((key) => [key, from[key] ?? null]));
      expect(told(data.before), where).toEqual(expected(before));
      expect(told(data.after), where).toEqual(expected(after));
    }
    for (const column of ["name", "email", "phone", "company", "country"]) {
      const text = row[column] as string | null;
      expect(row[`${column}_folded`], where).toBe(text === null ? null : fold(text));
    }
    const folded = Object.entries(row.properties as object).flatMap(([key, value]) => {
      const definition = definitions.get(key);
      return definition ? [[key, foldPropertyValue(definition, value)]] : [];
    });
    expect(row.properties_folded, where).toEqual(Object.fromEntries(folded));
  }
});

function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
