import { contactSorts } from "@tagalong/shared/contracts/contact-filter.ts";
import { sortDirections } from "@tagalong/shared/contracts/contact-list.ts";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/support/database.ts";
import {
  addOrganization,
  type SampleOrganization,
} from "../../../test/support/sample-organization.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { leakproofFunctions } from "../database/mark-leakproof.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import { statement } from "../database/statement.ts";
import { RulesCache } from "../segments/rules-cache.ts";
import { compileFilter, type CompiledFilter } from "./compile-filter.ts";
import type { ContactPlace } from "./contact-order.ts";
import { pageStatements, type ListedContactRow, type Part } from "./queries/page-statements.ts";

let own: TestDatabase;
let owner: pg.Client;
let database: Database;
let mine: SampleOrganization;

const contacts = 20_000;

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
  database = openDatabase(own.appUrl);
  mine = await addOrganization(owner, "Mine");
  // Each tag is one in 5,000's; every third was never seen and every seventh has no name.
  await owner.query(
    `INSERT INTO contacts (organization_id, name, name_folded, company_folded, tag_ids,
       properties_folded, first_seen_at, last_seen_at, created_at)
     SELECT $1, name, name, 'acme ' || n % 700, ARRAY[$2 + n % 5000],
       jsonb_build_object('plan_tier', 'tier ' || n % 4000),
       seen - interval '1 day', seen, now() - n % 900 * interval '1 minute'
     FROM generate_series(1, $3::integer) AS n
     CROSS JOIN LATERAL (SELECT
       CASE WHEN n % 7 > 0 THEN 'person ' || n % 300 END AS name,
       CASE WHEN n % 3 > 0 THEN now() - n * 7 % 5000 * interval '1 minute' END AS seen) AS person`,
    [mine.id, mine.tags.both, contacts],
  );
  await owner.query("VACUUM ANALYZE contacts");
}, 60_000);

afterAll(async () => {
  await database.close();
  await owner.end();
  await own.drop();
});

const byCompany =
  (company: string): CompiledFilter =>
  (first) => ({ text: `contact.company_folded = $${first}::text`, parameters: [company] });

const everybody: CompiledFilter = () => ({ text: "TRUE", parameters: [] });

const asked = (
  filter: CompiledFilter,
  sort: (typeof contactSorts)[number] = "lastSeen",
  direction: (typeof sortDirections)[number] = "desc",
  after?: ContactPlace,
) => ({ filter, order: { sort, direction }, after, limit: 10, now: new Date() });

type Sent = ReturnType<ReturnType<typeof pageStatements>["plain"]>;

/** As the server's role, behind row-level security. */
async function send<Row extends pg.QueryResultRow>({ text, parameters }: Sent): Promise<Row[]> {
  return await inOrganization(database, mine.id, (transaction) =>
    transaction.query(statement<Row>(text), [mine.id, ...parameters]),
  );
}

async function planOf({ text, parameters }: Sent): Promise<string> {
  const sent = { text: `EXPLAIN ${text}`, parameters };
  const rows = await send<{ "QUERY PLAN": string }>(sent);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

const indexOf = {
  lastSeen: "contacts_last_seen",
  firstSeen: "contacts_first_seen",
  created: "contacts_created",
  name: "contacts_called",
};

describe.each(contactSorts)("a page by %s", (sort) => {
  test.each(sortDirections)("is the same whichever way it is found, %s", async (direction) => {
    for (const part of ["everybody", "valued", "unvalued"] satisfies Part[]) {
      // Upwards those without a value come first in the index: nobody asks for all at once.
      if (part === "everybody" && direction === "asc") continue;
      const first = pageStatements(asked(byCompany("acme 3"), sort, direction), part);
      const rows = await send<ListedContactRow>(first.plain());
      const { place, id } = rows[4] ?? { place: null, id: 1 };
      const afters = part === "everybody" ? [undefined] : [undefined, { value: place, id }];
      for (const after of afters) {
        const page = pageStatements(asked(byCompany("acme 3"), sort, direction, after), part);
        const idsOf = (found: ListedContactRow[]) => found.map((row) => row.id);
        const plain = idsOf(await send(page.plain()));
        expect(idsOf(await send(page.walk(contacts + 10)))).toEqual(plain);
        expect(idsOf(await send(page.gather(contacts + 10)))).toEqual(plain);
        // A walk that is too short finds the first of them, or none.
        const near = idsOf(await send(page.walk(1_000)));
        expect(near).toEqual(plain.slice(0, near.length));
      }
    }
  });

  test.each(sortDirections)("walks its index behind row-level security, %s", async (direction) => {
    const value = sort === "name" ? "person 5" : Date.now() * 1_000;
    for (const after of [undefined, { value, id: 5_000 }]) {
      const { plain, walk } = pageStatements(asked(everybody, sort, direction, after), "valued");
      for (const one of [plain(), walk(500)]) {
        const plan = await planOf(one);
        expect(plan).toContain(indexOf[sort]);
        expect(plan).not.toMatch(/Seq Scan|Sort Key/);
      }
    }
  });
});

describe("behind row-level security", () => {
  test("what filters compare with is marked as telling nobody", async () => {
    const { rows } = await owner.query<{ marked: boolean }>(
      `SELECT proleakproof AS marked FROM pg_proc
       WHERE oid = ANY (SELECT ('pg_catalog.' || f)::regprocedure FROM unnest($1::text[]) AS f)`,
      [leakproofFunctions],
    );
    expect(rows).toEqual(leakproofFunctions.map(() => ({ marked: true })));
  });

  test.each([
    ["a tag", "contacts_tags", () => ({ tags: [mine.tags.both + 17] })],
    [
      "a property",
      "contacts_properties",
      () => ({
        criteria: {
          all: [{ field: "contact.property.plan_tier", operator: "equals", value: "Tier 17" }],
        },
      }),
    ],
    [
      "a company",
      "contacts_company",
      () => ({
        criteria: { all: [{ field: "contact.company", operator: "equals", value: "Acme 17" }] },
      }),
    ],
    ["part of a name", "contacts_search", () => ({ q: "acme 123" })],
  ])("%s is found by its index", async (_, index, filter) => {
    const rules = await inOrganization(database, mine.id, (transaction) =>
      new RulesCache().read(transaction),
    );
    const { gather } = pageStatements(asked(compileFilter(filter(), rules)), "everybody");
    const plan = await planOf(gather(20_000));
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan on contacts/);
  });

  test.each([
    ["a tag", () => ({ tags: [mine.tags.both + 17] })],
    [
      "a property",
      () => ({
        criteria: {
          all: [{ field: "contact.property.plan_tier", operator: "equals", value: "Tier 17" }],
        },
      }),
    ],
  ])("the planner tells the few who have %s from everybody", async (_, filter) => {
    const rules = await inOrganization(database, mine.id, (transaction) =>
      new RulesCache().read(transaction),
    );
    const { everyone, matching } = pageStatements(
      asked(compileFilter(filter(), rules)),
      "everybody",
    );
    const expected = async (one: Sent) => Number(/rows=(\d+)/.exec(await planOf(one))?.[1]);
    // Each expectation is within what decides between a walk and gathering: √(10 · 20,000).
    expect(await expected(matching())).toBeLessThan(440);
    expect(await expected(everyone())).toBeGreaterThan(contacts / 2);
  });
});
