import type { CriteriaPreview } from "@tagalong/shared/contracts/criteria-preview.ts";
import type { Criteria, Node } from "@tagalong/shared/criteria/criteria.ts";
import { isEmptyCondition, matchesEmptyUnasked } from "@tagalong/shared/criteria/emptiness.ts";
import type { Facts } from "@tagalong/shared/criteria/facts.ts";
import { compileCriteria } from "@tagalong/shared/criteria/match.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addApiToken,
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { startTestApi, type TestApi } from "../../../test/support/test-api.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { previewCriteria } from "./preview-criteria.ts";
import { RulesCache } from "./rules-cache.ts";

const people = 3_000;

let api: TestApi;
let database: Database;
let mine: SampleOrganization;
let facts: Facts[];
const rules = new RulesCache();

beforeAll(async () => {
  api = await startTestApi();
  mine = await addOrganization(api.owner, "Mine");
  const theirs = await addOrganization(api.owner, "Theirs");
  for (const { id, tags } of [mine, theirs]) {
    await api.owner.query(insertPeople, [id, people, tags.both, tags.deleted]);
  }
  database = openDatabase(await appUrl());
  const { rows } = await api.owner.query(
    `SELECT name_folded AS name, country_folded AS country, properties_folded AS properties,
       tag_ids AS tags FROM contacts WHERE organization_id = $1`,
    [mine.id],
  );
  facts = rows.map((contact) => ({ contact: { ...contact, segments: [] } }));
});

afterAll(async () => {
  await database.close();
  await api.close();
});

async function appUrl(): Promise<string> {
  const { rows } = await api.owner.query<{ name: string }>("SELECT current_database() AS name");
  const { host, port, user, password } = api.owner;
  const secret = password ? `:${encodeURIComponent(password)}` : "";
  return `postgres://${user}${secret}@${host}:${port}/${rows[0]?.name}`;
}

/** A third has no plan, a tenth no country; every 7th has a tag, every 20th a deleted one. */
const insertPeople = `
  INSERT INTO contacts (organization_id, name, name_folded, country, country_folded, properties,
    properties_folded, tag_ids)
  SELECT $1, 'Person ' || n, 'person ' || n,
    CASE WHEN n % 10 > 0 THEN (ARRAY['DE', 'US', 'FR'])[1 + n % 3] END,
    CASE WHEN n % 10 > 0 THEN (ARRAY['de', 'us', 'fr'])[1 + n % 3] END,
    p.properties, p.properties,
    CASE WHEN n % 7 = 0 THEN ARRAY[$3::integer] ELSE '{}' END
      || CASE WHEN n % 20 = 0 THEN ARRAY[$4::integer] ELSE '{}' END
  FROM generate_series(1, $2::integer) n, LATERAL (
    SELECT CASE WHEN n % 3 = 0 THEN '{}'::jsonb
      ELSE jsonb_build_object('plan_tier', (ARRAY['free', 'gold'])[1 + n % 2]) END AS properties) p`;

async function preview(criteria: unknown, token = mine.apiToken) {
  return await api.call("POST", "/api/crm/criteria/preview", { token, body: { criteria } });
}

async function counted(criteria: unknown): Promise<CriteriaPreview> {
  const { status, body } = await preview(criteria);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as CriteriaPreview;
}

const plan = (operator: string, value?: string | string[]) => ({
  field: "contact.property.plan_tier",
  operator,
  ...(value === undefined ? {} : { value }),
});
const tagged = (operator: string) => ({
  field: "contact.tags",
  operator,
  ...(operator === "isEmpty" ? {} : { value: [mine.tags.both] }),
});

describe("counts while typing (S4)", () => {
  test("stand at every node, with who is empty beside a negative one (meaning 3)", async () => {
    const answer = await counted({
      all: [plan("notEquals", "free"), { any: [tagged("hasAnyOf")] }],
    });
    const countOf = (path: string) => answer.perNode.find((node) => node.path === path)?.count;
    // 3,000 made here, and the two that every sample organization has.
    expect(countOf("all.0")).toBe(people - people / 3 + 2);
    expect(answer.empty).toEqual([{ path: "all.0", count: people / 3 + 2, precision: "exact" }]);
    expect(countOf("all.1")).toBe(Math.floor(people / 7));
    expect(countOf("all.1.any.0")).toBe(Math.floor(people / 7));
    expect(answer.total).toBe(countOf(""));
    expect(answer.precision).toBe("exact");
  });

  test("come with a few who match, and with none where nobody does", async () => {
    const answer = await counted({ all: [plan("equals", "GOLD")] });
    expect(answer.samples).toHaveLength(5);
    for (const { properties } of answer.samples) expect(properties).toEqual({ plan_tier: "gold" });
    const nobody = await counted({ any: [] });
    expect(nobody).toMatchObject({ total: 0, samples: [], perNode: [{ path: "", count: 0 }] });
  });

  test("of no condition are everybody's", async () => {
    expect((await counted({ all: [] })).total).toBe(people + 2);
  });

  test("follow a change at once: nothing is kept", async () => {
    const before = await counted({ all: [plan("equals", "silver")] });
    expect(before.total).toBe(0);
    await api.owner.query(
      `UPDATE contacts SET properties_folded = '{"plan_tier": "silver"}' WHERE id = $1`,
      [mine.contact],
    );
    expect((await counted({ all: [plan("equals", "silver")] })).total).toBe(1);
    await api.owner.query(`UPDATE contacts SET properties_folded = '{}' WHERE id = $1`, [
      mine.contact,
    ]);
  });
});

const leaf: fc.Arbitrary<() => Node> = fc.oneof(
  fc
    .constantFrom("equals", "notEquals", "contains", "notContains")
    .chain((operator) =>
      fc
        .constantFrom("free", "gold", "o", "none of them")
        .map((value) => () => plan(operator, value)),
    ),
  fc.constantFrom("in", "notIn").map((operator) => () => plan(operator, ["gold", "x"])),
  fc.constantFrom("isEmpty", "isNotEmpty").map((operator) => () => plan(operator)),
  fc
    .constantFrom("hasAnyOf", "hasNoneOf", "hasAllOf", "isEmpty")
    .map((operator) => () => tagged(operator)),
  fc
    .constantFrom("equals", "notEquals")
    .map((operator) => () => ({ field: "contact.country", operator, value: "DE" })),
  fc
    .constantFrom("startsWith", "endsWith")
    .map((operator) => () => ({ field: "contact.name", operator, value: "person 12" })),
);
const word = fc.constantFrom("all", "any", "none");
const group = (inner: fc.Arbitrary<() => Node>) =>
  fc.tuple(word, fc.array(inner, { maxLength: 4 })).map(
    ([which, nodes]) =>
      () =>
        ({ [which]: nodes.map((make) => make()) }) as Criteria,
  );
const tree: fc.Arbitrary<() => Criteria> = group(
  fc.oneof(leaf, leaf, group(fc.oneof(leaf, group(leaf)))),
);
const seed = Number(process.env.PREVIEW_SEED ?? Date.now() % 2 ** 31);

/** Counted in memory, without SQL. */
async function inMemory(node: Node): Promise<number> {
  const { contacts } = await inOrganization(database, mine.id, (transaction) =>
    rules.read(transaction),
  );
  const matches = compileCriteria("field" in node ? { all: [node] } : node, contacts);
  const now = new Date();
  return facts.filter((each) => matches(each, now)).length;
}

const nodeAt = (root: Node, path: string): Node =>
  path
    .split(".")
    .filter(Boolean)
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], root) as Node;

test(`every count is the true membership (PREVIEW_SEED=${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (make) => {
      const criteria = make();
      const answer = await counted(criteria);
      expect(answer.total).toBe(await inMemory(criteria));
      for (const { path, count, precision } of answer.perNode) {
        expect([count, precision], path).toEqual([await inMemory(nodeAt(criteria, path)), "exact"]);
      }
      for (const { path, count } of answer.empty) {
        const node = nodeAt(criteria, path);
        if (!("field" in node)) throw new Error("Only a condition has an empty count.");
        expect(matchesEmptyUnasked(node)).toBe(true);
        expect(count).toBe(await inMemory(isEmptyCondition(node.field)));
      }
    }),
    { seed, numRuns: 40 },
  );
});

describe("with more contacts than are counted one by one", () => {
  const estimated = (criteria: Criteria) =>
    previewCriteria({ database, rules }, mine.admin, criteria, 10);

  test("the whole is exact, nodes are about right, what is rare is exact", async () => {
    const person = { field: "contact.name", operator: "equals", value: "person 1200" };
    const criteria = { any: [plan("equals", "gold"), tagged("hasAnyOf"), person] };
    const answer = await estimated(criteria);
    expect(answer).toMatchObject({ total: await inMemory(criteria), precision: "exact" });
    const [, gold, tag, rare] = answer.perNode;
    for (const [node, truth] of [
      [gold, await inMemory(plan("equals", "gold"))],
      [tag, await inMemory(tagged("hasAnyOf"))],
    ] as const) {
      expect(node?.precision).toBe("about");
      expect(node?.count).toBeGreaterThan(truth * 0.8);
      expect(node?.count).toBeLessThan(truth * 1.2);
    }
    expect(rare).toMatchObject({ count: 1, precision: "exact" });
    expect(answer.samples).toHaveLength(5);
  });

  test("a lone rare match is shown though the sample may have missed it", async () => {
    const person = { field: "contact.name", operator: "equals", value: "person 777" };
    const { samples } = await estimated({ all: [person] });
    expect(samples.map(({ name }) => name)).toEqual(["Person 777"]);
  });

  test("an organization whose ids lie far apart is sampled all the same", async () => {
    const sparse = await addOrganization(api.owner, "Sparse");
    await api.owner.query(
      `INSERT INTO contacts (organization_id, id, name, name_folded) OVERRIDING SYSTEM VALUE
       SELECT $1, 10000000 + n * 1000, 'Far', CASE WHEN n % 2 = 0 THEN 'far' END
       FROM generate_series(1, 2000) n`,
      [sparse.id],
    );
    const far: Criteria = { all: [{ field: "contact.name", operator: "equals", value: "far" }] };
    const both: Criteria = { any: [...far.all, { none: far.all }] };
    const asks = sparse.admin;
    const { total, perNode } = await previewCriteria({ database, rules }, asks, both, 10);
    expect(total).toBe(2_002);
    expect(perNode[1]).toMatchObject({ path: "any.0", precision: "about" });
    expect(perNode[1]?.count).toBeGreaterThan(850);
    expect(perNode[1]?.count).toBeLessThan(1_150);
  });
});

describe("refused", () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? plan("isEmpty") : { all: [nested(depth - 1)] };

  test.each<[string, unknown, string]>([
    ["a depth of 50 (B9)", nested(50), "criteria.all.0.all.0.all.0.all.0.all.0.all.0.all.0.all.0"],
    [
      "1,000 conditions (B9)",
      { all: Array.from({ length: 1_000 }, () => plan("isEmpty")) },
      "criteria",
    ],
    ["no tree at all", "everybody", "criteria"],
    [
      "an unknown field",
      { all: [{ field: "contact.shoe", operator: "equals" }] },
      "criteria.all.0.field",
    ],
    [
      "a value of the wrong kind",
      { any: [plan("equals", [] as string[])] },
      "criteria.any.0.value",
    ],
  ])("%s, with its place", async (_, criteria, path) => {
    const { status, body } = await preview(criteria);
    expect(status).toBe(422);
    expect(body).toMatchObject({ error: { code: "invalid_criteria", path } });
  });

  test("who may not see contacts", async () => {
    const { secret } = await addApiToken(api.owner, mine.id, ["view tags"]);
    expect((await preview({ all: [] }, secret)).status).toBe(403);
  });
});
