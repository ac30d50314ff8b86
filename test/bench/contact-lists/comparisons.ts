import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import pg from "pg";
import { compileFilter } from "../../../server/src/contact-lists/compile-filter.ts";
import { countContacts } from "../../../server/src/contact-lists/count-contacts.ts";
import { listContacts } from "../../../server/src/contact-lists/list-contacts.ts";
import { openDatabase } from "../../../server/src/database/database.ts";
import { inOrganization } from "../../../server/src/database/organization-transaction.ts";
import type { OrganizationRules } from "../../../server/src/segments/organization-rules.ts";
import { RulesCache } from "../../../server/src/segments/rules-cache.ts";
import { addOrganization } from "../../support/sample-organization.ts";
import type { BenchDatabase, BenchOptions } from "../bench-database.ts";
import { inLanes, type Bench, type Comparison, type Side } from "../compare.ts";
import { addManyContacts } from "../support/many-contacts.ts";
import { variedFilters } from "./varied-filters.ts";

const pageSize = 50;
const permissions = new Set(["view tags"] as const);
const filterCount = 100;

/** Two ways to the same answer. */
interface Ways {
  ours: () => Promise<unknown>;
  reference: () => Promise<unknown>;
}

type Sides = Pick<Comparison, "ours" | "reference">;

/**
 * The list of contacts and its counts, by the product's verbs behind row-level security, against the
 * best plain SQL that asks the same as the owner: in organizations of a hundredth, a tenth and all of
 * the contacts.
 */
export async function contactListsBench(
  { owner, ownerUrl, appUrl }: BenchDatabase,
  { contacts }: BenchOptions,
): Promise<Bench> {
  const database = openDatabase(appUrl);
  // A bitmap of all contacts fits, as it does for the product.
  const plain = new pg.Pool({ connectionString: ownerUrl, max: 1, options: "-c work_mem=32MB" });
  const services = { database, rules: new RulesCache() };

  const waysIn = (organizationId: number, rules: OrganizationRules) => {
    const ask = (select: string, filter: ContactFilter, end = "") => {
      const { text, parameters } = compileFilter(filter, rules)(2, new Date());
      const statement = `SELECT ${select} FROM contacts AS contact
        WHERE contact.organization_id = $1 AND (${text}) ${end}`;
      return () => plain.query(statement, [organizationId, ...parameters]);
    };
    const order = "ORDER BY contact.last_seen_at DESC NULLS LAST, contact.id DESC";
    return {
      pageOf: (filter: ContactFilter): Ways => ({
        ours: () =>
          listContacts(services, { organizationId, permissions }, { filter, limit: pageSize }),
        reference: ask("*", filter, `${order} LIMIT ${pageSize + 1}`),
      }),
      countOf: (filter: ContactFilter): Ways => ({
        ours: () => countContacts(services, { organizationId }, filter),
        reference: ask("count(*)", filter),
      }),
    };
  };

  const atSize = async (size: number): Promise<Comparison[]> => {
    const { id, ...shop } = await addOrganization(owner, `Contacts-${size}`);
    const made = await addManyContacts(owner, { id, ...shop }, size);
    const rules = await inOrganization(database, id, (transaction) =>
      services.rules.read(transaction),
    );
    const { pageOf, countOf } = waysIn(id, rules);
    const varied = variedFilters(made, filterCount);
    const by = (rank: number) => tagged(made.tags[rank] ?? 0);
    const named = (series: string, sides: Sides, figures: Comparison["figure"][]) =>
      figures.map((figure): Comparison => ({
        name: `${series} of ${size.toLocaleString("en")} contacts, by plain SQL, ${figure}`,
        ...sides,
        figure,
        ...(figure === "p50" ? { size: { series, contacts: size } } : {}),
      }));
    return [
      ...named("First page", repeated(pageOf({})), ["p50", "p99"]),
      ...named("Page by a popular tag and 2 properties", repeated(pageOf(by(2))), ["p50", "p99"]),
      ...named("Page by a rare tag and 2 properties", repeated(pageOf(by(185))), ["p50", "p99"]),
      ...named("Pages by 100 filters", each(varied.map(pageOf)), ["p50", "p99"]),
      ...named("Counts by 100 filters", each(varied.map(countOf)), ["p50", "p95"]),
    ];
  };

  const comparisons: Comparison[] = [];
  for (const part of [100, 10, 1]) {
    comparisons.push(...(await atSize(Math.max(1, Math.round(contacts / part)))));
  }
  return {
    comparisons,
    async close() {
      await database.close();
      await plain.end();
    },
  };
}

/** A tag and two properties: one contact in seventeen has both values. */
function tagged(tag: number): ContactFilter {
  const equals = (property: string, value: string) => ({
    field: `contact.property.${property}`,
    operator: "equals",
    value,
  });
  return { tags: [tag], criteria: { all: [equals("plan", "Free"), equals("region", "Region 0")] } };
}

function repeated({ ours, reference }: Ways): Sides {
  return { ours: inLanes(1, ours), reference: inLanes(1, reference) };
}

/** Each once a slice, however long it takes: figures are of the filters, not of one filter's moods. */
function each(all: readonly Ways[]): Sides {
  const side =
    (way: keyof Ways): Side =>
    async () => {
      const times: number[] = [];
      for (const ways of all) {
        const started = performance.now();
        await ways[way]();
        times.push(performance.now() - started);
      }
      const whole = times.reduce((sum, time) => sum + time, 0);
      return { rate: (times.length * 1_000) / whole, times };
    };
  return { ours: side("ours"), reference: side("reference") };
}
