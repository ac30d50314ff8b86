import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { lostRace } from "../database/retry.ts";
import type { CsvRow } from "./csv/read-csv.ts";
import type { ImportRules } from "./import-rules.ts";
import { matchKey, planImport, readRows, type ImportPlan } from "./plan-import.ts";
import { holdActiveTags } from "./queries/import-rules.ts";
import { readMatches, readProvenIds } from "./queries/imported-contacts.ts";

/** What would become of rows now; with "held", what it goes by stays so until the transaction ends. */
export async function planStep(
  transaction: OrganizationTransaction,
  rows: readonly CsvRow[],
  rules: ImportRules,
  how: "held" | "seen",
): Promise<ImportPlan> {
  const read = readRows(rows, rules);
  const wanted = read.readable.map((each) => each.read.wanted);
  const keys = wanted.flatMap((one) => matchKey(one, rules.settings.match) ?? []);
  const externalIds = wanted.flatMap(({ external_id: id }) => (id == null ? [] : [id]));
  if (how === "held") {
    // Before the contacts, as whoever merges tags takes them.
    const used = read.readable.flatMap((each) => each.read.tagIds);
    const tags = [...new Set([...rules.settings.tags, ...used])];
    if (!(await holdActiveTags(transaction, tags))) throw lostRace("A tag was deleted meanwhile.");
  }
  const { match } = rules.settings;
  const byMatch = await readMatches(transaction, match, [...new Set(keys)], how);
  const provenIds = await readProvenIds(transaction, [...new Set(externalIds)]);
  const { mostTags, activeTags } = rules;
  return planImport(read, rules, { byMatch, provenIds, activeTags, mostTags });
}
