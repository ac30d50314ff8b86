import type { CriteriaPreview, PreviewCount } from "@tagalong/shared/contracts/criteria-preview.ts";
import { criteriaToSql, type CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import type { Principal } from "../auth/principal.ts";
import { toContact } from "../contacts/to-contact.ts";
import { inOrganization } from "../database/organization-transaction.ts";
import type { Services } from "../services.ts";
import { checkContactCriteria } from "./check-contact-criteria.ts";
import { estimateCount, fewHits } from "./estimate-count.ts";
import type { OrganizationRules } from "./organization-rules.ts";
import { askPreview } from "./preview-questions.ts";
import { countMatching } from "./queries.ts";
import {
  countEach,
  findSome,
  limitTime,
  readContactsOf,
  readExtent,
  type Extent,
} from "./queries/preview.ts";
import { requireCriteria } from "./require-criteria.ts";
import { takeSample, type Run, type Sample, type Within } from "./take-sample.ts";

type Condition = (first: number) => CriteriaSql;

/** Up to so many contacts every node is counted in one pass over them all. */
const countedOneByOne = 50_000;

/** What counting may take, in milliseconds; who types does not wait for exact numbers. */
const passTime = 400;
const exactTime = 150;

/** Whose organizations have more contacts than are counted one by one: found out once. */
const large = new WeakSet<OrganizationRules>();

/**
 * Who criteria match now, node by node (S4). Exact for up to 50,000 contacts. Of more, the whole is
 * counted if that takes no more than 150 ms; meanwhile the nodes are estimated from a sample, and
 * what is too rare for it is counted within as long. What could not be counted in time is said to be
 * an estimate or a bound.
 */
export async function previewCriteria(
  services: Pick<Services, "database" | "rules">,
  principal: Principal,
  input: unknown,
  mostCounted = countedOneByOne,
): Promise<CriteriaPreview> {
  requireCriteria(principal, input);
  const run: Run = (work) => inOrganization(services.database, principal.organizationId, work);
  const within: Within = (time, work) =>
    inTime(() =>
      run(async (transaction) => {
        await limitTime(transaction, time);
        return await work(transaction);
      }),
    );
  const { rules, extent } = await run(async (transaction) => {
    const known = await services.rules.read(transaction);
    const upTo = large.has(known) ? 0 : mostCounted + 1;
    return { rules: known, extent: await readExtent(transaction, upTo) };
  });
  const questions = askPreview(checkContactCriteria(input, rules));
  const now = new Date();
  const conditions = questions.criteria.map(
    (criteria): Condition =>
      (first) =>
        criteriaToSql(criteria, rules.contacts, { now, first }),
  );
  const answer = async (counts: readonly PreviewCount[], few: readonly number[]) => {
    const rows = await run((transaction) => readContactsOf(transaction, few));
    const countAt = (at: number) => counts[at] ?? { count: 0, precision: "exact" as const };
    const { count, precision } = countAt(0);
    return {
      total: count,
      precision,
      perNode: questions.nodes.map(({ path, at }) => ({ path, ...countAt(at) })),
      empty: questions.empty.map(({ path, at }) => ({ path, ...countAt(at) })),
      samples: rows.map(toContact),
    };
  };

  if (extent.counted > mostCounted) large.add(rules);
  else if (!large.has(rules)) {
    const all = await within(passTime, (transaction) => countEach(transaction, conditions, null));
    if (all) return await answer(all.counts.map(exactly), all.few);
  }
  const [whole, { few, counts }] = await Promise.all([
    within(exactTime, (transaction) => countMatching(transaction, conditions[0] as Condition)),
    estimateEach(conditions, extent, run, within),
  ]);
  if (whole !== undefined) counts[0] = exactly(whole);
  return await answer(counts, counts[0]?.count === 0 ? [] : few);
}

/** Every condition's count from a sample, the rare ones counted, and a few who match the first. */
async function estimateEach(
  conditions: readonly Condition[],
  extent: Extent,
  run: Run,
  within: Within,
): Promise<{ counts: PreviewCount[]; few: readonly number[] }> {
  const sample = await takeSample(conditions, extent, run, within);
  const counts = sample.counts.map((hits) => estimateCount(hits, sample.looked, sample.all));
  const [few] = await Promise.all([
    sample.few.length > 0
      ? sample.few
      : within(exactTime, (transaction) => findSome(transaction, conditions[0] as Condition)),
    countRare(counts, sample, conditions, within),
  ]);
  return { counts, few: few ?? [] };
}

/** Counts what the sample hardly saw, as long as the time lasts. */
async function countRare(
  counts: PreviewCount[],
  sample: Sample,
  conditions: readonly Condition[],
  within: Within,
): Promise<void> {
  const until = performance.now() + exactTime;
  for (const [at, condition] of conditions.entries()) {
    const left = until - performance.now();
    if (left < 1) return;
    // The first is the whole, which is counted by itself.
    if (at === 0 || (sample.counts[at] ?? 0) >= fewHits) continue;
    const count = await within(left, (transaction) => countMatching(transaction, condition));
    if (count !== undefined) counts[at] = exactly(count);
  }
}

const exactly = (count: number): PreviewCount => ({ count, precision: "exact" });

const queryCanceled = "57014";

/** Undefined when the database gave up for lack of time. */
async function inTime<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === queryCanceled) return undefined;
    throw error;
  }
}
