import { buildCandidateIndex } from "@tagalong/shared/criteria/candidate-index.ts";
import { criteriaCases } from "@tagalong/shared/criteria/cases.ts";
import { caseContext, caseNow } from "@tagalong/shared/criteria/cases/case.ts";
import type { CriteriaContext } from "@tagalong/shared/criteria/context.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { explainCriteria } from "@tagalong/shared/criteria/explain.ts";
import type { Facts } from "@tagalong/shared/criteria/facts.ts";
import { compileCriteria } from "@tagalong/shared/criteria/match.ts";
import { operators } from "@tagalong/shared/criteria/operators.ts";
import { criteriaToSql } from "@tagalong/shared/criteria/sql.ts";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storeFacts } from "../support/criteria/fact-table.ts";
import {
  everyPairing,
  randomContext,
  randomCriteria,
  randomNow,
} from "../support/criteria/random-criteria.ts";
import { randomFacts } from "../support/criteria/random-facts.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  // As the owner, whom no row-level security keeps from the decoys of the other organization.
  client = new pg.Client(database.ownerUrl);
  await client.connect();
});

afterAll(async () => {
  await client?.end();
  await database?.drop();
});

/** The ids (facts' places, from 1) that the criteria match in the database, by WHERE. */
async function matchedInSql(criteria: Criteria, context: CriteriaContext, now: Date) {
  const { text, parameters } = criteriaToSql(criteria, context, { now, first: 2 });
  const conversation =
    context.subject === "conversation"
      ? `JOIN conversations conversation ON conversation.organization_id = contact.organization_id
           AND conversation.contact_id = contact.id`
      : "";
  const { rows } = await client.query<{ id: number }>(
    `SELECT contact.id::integer AS id FROM contacts contact ${conversation}
     WHERE contact.organization_id = $1 AND (${text}) ORDER BY contact.id`,
    [1, ...parameters],
  );
  return rows.map((row) => row.id);
}

function matchedInMemory(criteria: Criteria, context: CriteriaContext, now: Date, all: Facts[]) {
  const matches = compileCriteria(criteria, context);
  return all.flatMap((facts, at) => (matches(facts, now) ? [at + 1] : []));
}

describe("the table of cases, in SQL", () => {
  beforeAll(() =>
    storeFacts(
      client,
      criteriaCases.map((one) => one.facts),
    ),
  );

  it("stores instants as memory reads them", async () => {
    const { rows } = await client.query<{ id: string; last_seen_at: Date }>(
      "SELECT id, last_seen_at FROM contacts WHERE organization_id = 1 AND last_seen_at IS NOT NULL",
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { id, last_seen_at } of rows) {
      expect(last_seen_at).toEqual(criteriaCases[Number(id) - 1]?.facts.contact.lastSeenAt);
    }
  });

  it.each(criteriaCases.map((one, at) => ({ ...one, id: at + 1 })))(
    "$name",
    async ({ id, criteria, context, expected }) => {
      const matched = await matchedInSql(criteria, { ...caseContext, ...context }, caseNow);
      expect(matched.includes(id)).toBe(expected);
    },
  );

  it("answers without an error whatever shape a row has", async () => {
    const shapes = ["null", "5", '"x"', "[]", '["seats"]', '[{"seats":1}]'];
    for (const value of ["1e400", "-1e400", "1e-400", "{}", "[[]]", '"\\u2028"', '"NaN"', '"1"']) {
      const all = caseContext.properties.map(({ key }) => `${JSON.stringify(key)}:${value}`);
      shapes.push(`{${all.join()}}`);
    }
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO contacts (organization_id, id, properties_folded, created_at, last_seen_at)
       OVERRIDING SYSTEM VALUE SELECT 1, 100000 + n, shape::jsonb, 'infinity', '-infinity'
       FROM unnest($1::text[]) WITH ORDINALITY AS row (shape, n)`,
      [shapes],
    );
    for (const { criteria } of criteriaCases) {
      await matchedInSql(criteria, { ...caseContext, subject: "contact" }, caseNow);
    }
    await client.query("ROLLBACK");
  });

  it("agrees with memory on every case's criteria over every case's contact", async () => {
    const all = criteriaCases.map((one) => one.facts);
    for (const { name, criteria, context } of criteriaCases) {
      const whole = { ...caseContext, ...context };
      const stored = all.map(asStored);
      const inSql = await matchedInSql(criteria, whole, caseNow);
      expect(inSql, name).toEqual(matchedInMemory(criteria, whole, caseNow, stored));
    }
  });
});

/** Columns that may not be NULL have a value for facts that have none. */
function asStored({ contact, conversation }: Facts): Facts {
  const created = new Date();
  return {
    contact: { ...contact, createdAt: contact.createdAt ?? created },
    conversation: {
      tags: [],
      contextSegments: [],
      ...conversation,
      status: conversation?.status ?? "open",
      priority: conversation?.priority ?? "normal",
      createdAt: conversation?.createdAt ?? created,
    },
  };
}

describe("random criteria and random contacts", () => {
  const contacts = 250;
  const perContext = 8;
  const pairs = Number(process.env.CRITERIA_PAIRS ?? 30_000);
  const seed = Number(process.env.CRITERIA_SEED ?? Date.now() % 2 ** 31);
  const runs = Math.ceil(pairs / contacts / perContext);

  const all = fc.sample(randomFacts, { seed, numRuns: contacts });
  beforeAll(() => storeFacts(client, all));

  it(`agree on every operator of every field, each way (CRITERIA_SEED=${seed})`, async () => {
    const held = new Set<string>();
    const failed = new Set<string>();
    const count = Object.keys(operators).length;
    // Neither answer means much if random contacts never give it: a rare one is tried for again.
    for (let round = 0; round < 20 && (held.size < count || failed.size < count); round++) {
      for (const condition of everyPairing(seed + round, 3)) {
        const criteria = { all: [condition] };
        const inMemory = matchedInMemory(criteria, caseContext, caseNow, all);
        const inSql = await matchedInSql(criteria, caseContext, caseNow);
        expect(inSql, JSON.stringify(condition)).toEqual(inMemory);
        if (inMemory.length > 0) held.add(condition.operator);
        if (inMemory.length < all.length) failed.add(condition.operator);
      }
    }
    expect([...held].sort()).toEqual(Object.keys(operators).sort());
    expect([...failed].sort()).toEqual(Object.keys(operators).sort());
  });

  it(
    `agree in memory, SQL, index and explanation (CRITERIA_SEED=${seed}, ${runs * contacts * perContext} pairs)`,
    async () => {
      const situation = randomContext.chain((context) =>
        fc.record({
          context: fc.constant(context),
          now: randomNow,
          rules: fc.array(
            randomCriteria(context.subject).map((criteria) => ({ criteria })),
            { minLength: perContext, maxLength: perContext },
          ),
        }),
      );
      await fc.assert(
        fc.asyncProperty(situation, async ({ context, now, rules }) => {
          const index = buildCandidateIndex(rules, context);
          const byIndex = all.map((facts) => new Set(index.matching(facts, now)));
          for (const rule of rules) {
            const inMemory = matchedInMemory(rule.criteria, context, now, all);
            expect(await matchedInSql(rule.criteria, context, now), "SQL").toEqual(inMemory);
            const found = all.flatMap((_, at) => (byIndex[at]?.has(rule) ? [at + 1] : []));
            expect(found, "candidate index").toEqual(inMemory);
            for (const [at, facts] of all.entries()) {
              const reason = explainCriteria(rule.criteria, context, facts, now);
              expect(reason.matched, "explanation").toBe(inMemory.includes(at + 1));
            }
          }
        }),
        { seed, numRuns: runs },
      );
    },
    10 * 60_000 + pairs,
  );
});
