import { contactSorts, type ContactSort } from "@tagalong/shared/contracts/contact-filter.ts";
import { sortDirections, type SortDirection } from "@tagalong/shared/contracts/contact-list.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addApiToken,
  addOrganization,
  addTags,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { startTestApi, type TestApi } from "../../../test/support/test-api.ts";

let api: TestApi;
let mine: SampleOrganization;
let theirs: SampleOrganization;

beforeAll(async () => {
  api = await startTestApi();
  mine = await addOrganization(api.owner, "Mine");
  theirs = await addOrganization(api.owner, "Theirs");
});

afterAll(() => api.close());

interface Row {
  id: number;
  displayName: string;
  tagIds: number[];
}

type Asked = Record<string, string | number | readonly (string | number)[] | undefined>;

function search(asked: Asked): string {
  const pairs = Object.entries(asked).flatMap(([name, given]) =>
    given === undefined ? [] : [given].flat().map((one): [string, string] => [name, String(one)]),
  );
  return new URLSearchParams(pairs).toString();
}

async function ask(asked: Asked, token = mine.apiToken, path = "/api/crm/contacts") {
  const { status, body } = await api.call("GET", `${path}?${search(asked)}`, { token });
  return {
    status,
    ...(body as { error?: { code: string; message: string; path?: string } }),
    body,
  };
}

/** Every page, joined. */
async function walk(asked: Asked, token = mine.apiToken): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await ask({ ...asked, cursor }, token);
    expect(status, JSON.stringify(body)).toBe(200);
    const page = body as { items: Row[]; nextCursor: string | null };
    rows.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);

async function count(asked: Asked, token = mine.apiToken): Promise<number> {
  const { body } = await ask(asked, token, "/api/crm/contacts/count");
  return (body as { count: number }).count;
}

describe("searching (C2)", () => {
  let crowd: SampleOrganization;

  beforeAll(async () => {
    crowd = await addOrganization(api.owner, "Crowd");
    await api.owner.query(
      `INSERT INTO contacts (organization_id, name, name_folded, email_folded, phone_folded, company_folded)
       SELECT $1, 'Visitor ' || n, 'visitor ' || n, 'v' || n || '@shop.example', '+49151' || n, 'acme_' || n
       FROM generate_series(1, 60) n`,
      [crowd.id],
    );
  });

  test.each([
    ["VISITOR 17", 1],
    ["v17@SHOP", 1],
    ["+4915117", 1],
    ["Acme_17", 1],
    ["visitor 1", 11],
    ["%", 0],
    ["acme%17", 0],
    ["_", 60],
    ["\\", 0],
    ["nobody \u0000", 0],
  ])("%j finds %i in name, email, phone or company", async (q, found) => {
    expect(await walk({ q, limit: 7 }, crowd.apiToken)).toHaveLength(found);
    expect(await count({ q }, crowd.apiToken)).toBe(found);
  });
});

describe("paging (C2)", () => {
  /** Few values, so that many are equal, a microsecond apart, or missing. */
  const instant = fc.option(
    fc.nat(6).map((at) => `2026-01-01T10:00:00.00000${at}Z`),
    { freq: 3 },
  );
  const name = fc.option(fc.constantFrom("Ann", "ann", "Ånn", "Zoë", "蓝", "👍", " ann"), {
    freq: 3,
  });
  const person = fc.record({
    name,
    email: fc.option(fc.constantFrom("ann@a.example", "b@b.example")),
    phone: fc.option(fc.constant("+4915112345")),
    first: instant,
    last: instant,
    created: instant.map((at) => at ?? "2026-01-02T00:00:00Z"),
  });
  const seed = Number(process.env.LIST_SEED ?? Date.now() % 2 ** 31);

  const expressions: Record<ContactSort, string> = {
    lastSeen: "last_seen_at",
    firstSeen: "first_seen_at",
    created: "created_at",
    name: `coalesce(name_folded, email_folded, phone_folded, external_id_folded) COLLATE "C"`,
  };

  async function sorted(organization: number, sort: ContactSort, direction: SortDirection) {
    const { rows } = await api.owner.query<{ id: string }>(
      `SELECT id FROM contacts WHERE organization_id = $1
       ORDER BY ${expressions[sort]} ${direction} NULLS LAST, id ${direction}`,
      [organization],
    );
    return rows.map(({ id }) => Number(id));
  }

  test(`pages joined are the whole list, for every sort both ways (LIST_SEED=${seed})`, async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (people, limit) => {
          number += 1;
          const crowd = await addOrganization(api.owner, `Crowd${number}`);
          await api.owner.query(
            `INSERT INTO contacts (organization_id, name, name_folded, email, email_folded, phone,
               phone_folded, first_seen_at, last_seen_at, created_at)
             SELECT $1, name, lower(trim(name)), email, email, phone, phone, first, last, created
             FROM jsonb_to_recordset($2::jsonb) AS p (name text, email text, phone text,
               first timestamptz, last timestamptz, created timestamptz)`,
            [crowd.id, JSON.stringify(people)],
          );
          for (const sort of contactSorts) {
            for (const direction of sortDirections) {
              const whole = await sorted(crowd.id, sort, direction);
              const rows = await walk({ sort, direction, limit }, crowd.apiToken);
              expect(idsOf(rows), `${sort} ${direction}`).toEqual(whole);
            }
          }
        },
      ),
      { seed, numRuns: 12 },
    );
  }, 120_000);

  test("nobody moves onto a page twice when others come and go in between", async () => {
    const crowd = await addOrganization(api.owner, "Moving");
    await api.owner.query(
      `INSERT INTO contacts (organization_id, last_seen_at)
       SELECT $1, timestamptz '2026-01-01Z' + n * interval '1 hour' FROM generate_series(1, 20) n`,
      [crowd.id],
    );
    const first = (await ask({ limit: 10 }, crowd.apiToken)).body as {
      items: Row[];
      nextCursor: string;
    };
    await api.owner.query(
      "INSERT INTO contacts (organization_id, last_seen_at) VALUES ($1, now())",
      [crowd.id],
    );
    await api.owner.query("DELETE FROM contacts WHERE organization_id = $1 AND id = $2", [
      crowd.id,
      first.items.at(-1)?.id,
    ]);
    const { body } = await ask({ limit: 200, cursor: first.nextCursor }, crowd.apiToken);
    const seen = new Set(idsOf(first.items));
    const rest = idsOf((body as { items: Row[] }).items);
    expect(rest).toHaveLength(12);
    expect(rest.filter((id) => seen.has(id))).toEqual([]);
  });

  test("latest come first unless asked otherwise, names from a to z", async () => {
    expect(idsOf(await walk({}))).toEqual(await sorted(mine.id, "lastSeen", "desc"));
    expect(idsOf(await walk({ sort: "name" }))).toEqual(await sorted(mine.id, "name", "asc"));
  });

  test("a cursor of another order, or that is none of ours, is refused", async () => {
    const page = await ask({ limit: 1 });
    const { nextCursor } = page.body as { nextCursor: string };
    const none = ["x", "eyJpZCI6MX0", Buffer.from("[]").toString("base64url")];
    for (const asked of [
      { cursor: nextCursor, sort: "name" },
      { cursor: nextCursor, direction: "asc" },
      ...none.map((cursor) => ({ cursor })),
    ]) {
      const { status, error } = await ask(asked);
      expect([status, error?.code, error?.path]).toEqual([400, "invalid_request", "cursor"]);
    }
  });
});

describe("filters (C2)", () => {
  let vip: number;
  let hot: number;
  let ann: number;
  let bob: number;

  beforeAll(async () => {
    const tags = await addTags(api.owner, mine.id, ["hot-lead", "cold"]);
    [hot = 0] = tags;
    vip = mine.tags.both;
    ann = mine.contact;
    bob = mine.otherContact;
    const tag = (contact: number, ids: number[]) =>
      api.owner.query("UPDATE contacts SET tag_ids = $3 WHERE organization_id = $1 AND id = $2", [
        mine.id,
        contact,
        ids,
      ]);
    await tag(ann, [vip, hot, mine.tags.deleted]);
    await tag(bob, [hot]);
    await api.owner.query(
      `UPDATE contacts SET country_folded = 'us', properties_folded = '{"plan_tier": "enterprise"}'
       WHERE organization_id = $1 AND id = $2`,
      [mine.id, ann],
    );
    await api.owner.query(
      `INSERT INTO segment_memberships (organization_id, segment_id, contact_id, state, by_hand,
         source, actor_type) VALUES ($1, $2, $3, 'member', true, 'test', 'agent')`,
      [mine.id, mine.segment, bob],
    );
  });

  const criteria = (...all: object[]) => JSON.stringify({ all });

  test("a row carries its active tags, not those that were deleted (T5)", async () => {
    const rows = await walk({});
    expect(rows.find(({ id }) => id === ann)?.tagIds).toEqual([vip, hot]);
  });

  test.each<[string, () => Asked, () => number[]]>([
    ["a tag", () => ({ tag: vip }), () => [ann]],
    ["any of two tags", () => ({ tag: [vip, hot] }), () => [ann, bob]],
    ["a deleted tag: nobody", () => ({ tag: mine.tags.deleted }), () => []],
    ["a segment", () => ({ segment: mine.segment }), () => [bob]],
    ["a tag and a segment", () => ({ tag: vip, segment: mine.segment }), () => []],
    [
      "country = US and tag (S9)",
      () => ({
        tag: vip,
        criteria: criteria({ field: "contact.country", operator: "equals", value: "US" }),
      }),
      () => [ann],
    ],
    [
      "a property, and its negation",
      () => ({
        criteria: criteria({
          field: "contact.property.plan_tier",
          operator: "notEquals",
          value: "Enterprise",
        }),
      }),
      () => [bob],
    ],
    ["an empty tree: everybody", () => ({ criteria: criteria() }), () => [ann, bob]],
  ])("by %s", async (_, asked, found) => {
    expect(new Set(idsOf(await walk(asked())))).toEqual(new Set(found()));
    expect(await count(asked())).toBe(found().length);
  });

  const deep = `${'{"all":['.repeat(10_000)}${"]}".repeat(10_000)}`;
  test.each<[string, Asked, number, string]>([
    ["criteria that are no JSON", { criteria: "{" }, 422, "criteria"],
    ["criteria that are no tree", { criteria: "7" }, 422, "criteria"],
    [
      "an unknown field",
      { criteria: criteria({ field: "contact.shoe", operator: "isEmpty" }) },
      422,
      "criteria.all.0.field",
    ],
    [
      "a tag that is not there",
      { criteria: criteria({ field: "contact.tags", operator: "hasAnyOf", value: [999_999] }) },
      422,
      "criteria.all.0.value.0",
    ],
    [
      "a prototype (B2)",
      { criteria: '{"all":[{"__proto__":{"field":"contact.name"}}]}' },
      422,
      "criteria.all.0",
    ],
    ["an unknown sort", { sort: "shoe" }, 400, "sort"],
    ["an unknown direction", { direction: "up" }, 400, "direction"],
    ["a tag that is no id", { tag: "vip" }, 400, "tag.0"],
    ["a filter that is misspelt", { tags: 7 }, 400, "tags"],
    ["a page of 201", { limit: 201 }, 400, "limit"],
    ["a search of 201 characters", { q: "a".repeat(201) }, 400, "q"],
  ])("%s is refused", async (_, asked, status, path) => {
    const answer = await ask(asked);
    expect([answer.status, answer.error?.path]).toEqual([status, path]);
    expect(answer.error?.message).toMatch(/\.$/);
  });

  test("a tree nested 10,000 deep is refused (B2)", async () => {
    const { status, error } = await ask({ criteria: deep });
    expect([status, error?.path]).toEqual([422, expect.stringMatching(/^criteria\.all\.0/)]);
  });

  test("nothing of another organization is found, whatever is named of it", async () => {
    for (const asked of [{ tag: theirs.tags.both }, { segment: theirs.segment }, { q: "theirs" }]) {
      expect(await walk(asked)).toEqual([]);
      expect(await count(asked)).toBe(0);
    }
  });

  test("who may not see segments cannot ask who is in one (S8)", async () => {
    const { secret } = await addApiToken(api.owner, mine.id, ["view contacts"]);
    const inSegment = { field: "contact.segments", operator: "hasAnyOf", value: [mine.segment] };
    for (const asked of [{ segment: mine.segment }, { criteria: criteria(inSegment) }]) {
      expect((await ask(asked, secret)).status).toBe(403);
    }
    const tagged = { field: "contact.tags", operator: "hasAnyOf", value: [vip] };
    for (const asked of [{ tag: vip }, { criteria: criteria(tagged) }]) {
      expect((await ask(asked, secret)).status).toBe(403);
    }
  });
});
