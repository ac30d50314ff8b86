import type { ImportSettings } from "@tagalong/shared/contracts/contact-transfer.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import type { FieldWriter } from "../contacts/check-fields.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import { holdDefinitions } from "../properties/hold-definitions.ts";
import { readActiveTags, readEveryAgent, readImportSettings } from "./queries/import-rules.ts";
import type { RowRules } from "./read-row.ts";

export interface ImportRules extends RowRules {
  mostTags: number | null;
  activeTags: ReadonlySet<number>;
  agentNames: ReadonlyMap<number, string>;
}

const refuse = (path: string, message: string) => new ProblemError("invalid_value", message, path);

/**
 * What an organization lets a file say, by how somebody wants it read. Refuses settings that fit no
 * file of this organization; while an import runs, properties are kept from changing.
 */
export async function readImportRules(
  transaction: OrganizationTransaction,
  settings: ImportSettings,
  writer: FieldWriter,
): Promise<ImportRules> {
  const keys = settings.columns.flatMap((target) => target.split("property.")[1] ?? []);
  const definitions = await holdDefinitions(transaction, keys);
  const [organization, tags, agents] = await Promise.all([
    readImportSettings(transaction),
    readActiveTags(transaction),
    readEveryAgent(transaction),
  ]);
  const byId = new Map(tags.map((tag) => [tag.id, tag]));
  checkColumns(settings, definitions, writer);
  for (const [at, id] of settings.tags.entries()) {
    const tag = byId.get(id);
    if (!tag) throw refuse(`tags.${at}`, "There is no such tag.");
    if (tag.scope === "conversation") {
      throw new ProblemError(
        "wrong_tag_scope",
        `“${tag.name}” is for conversations only.`,
        `tags.${at}`,
      );
    }
  }
  return {
    settings,
    writer,
    definitions,
    tagNames: organization.tag_names,
    mostTags: organization.max_tags_per_record,
    tagsByName: new Map(tags.map((tag) => [tag.name, tag])),
    activeTags: new Set(byId.keys()),
    agents: agentsByWords(agents),
    agentNames: new Map(agents.map(({ id, name }) => [id, name])),
  };
}

function checkColumns(
  { columns, match }: ImportSettings,
  definitions: RowRules["definitions"],
  writer: FieldWriter,
): void {
  for (const [at, target] of columns.entries()) {
    if (target === "ignore") continue;
    if (columns.indexOf(target) !== at) {
      throw refuse(`columns.${at}`, "Another column is imported as this already.");
    }
    const key = target.split("property.")[1];
    if (key === undefined) continue;
    const definition = definitions.get(key);
    if (!definition) throw refuse(`columns.${at}`, "There is no such property.");
    if (!definition.writers.includes(writer)) {
      const who = writer === "agent" ? "agents" : "the API";
      throw refuse(`columns.${at}`, `“${definition.label}” cannot be written by ${who}.`);
    }
  }
  const known = ["name", "firstName", "lastName", "email", "phone", "externalId"];
  if (!columns.some((target) => known.includes(target))) {
    throw refuse("columns", "Choose a column with a name, an email, a phone number or an id.");
  }
  if (match !== "none" && !columns.includes(match)) {
    throw refuse("match", "No column of the file is imported as what contacts are matched by.");
  }
}

/** A name that several have stands for nobody; an email always does. */
function agentsByWords(agents: readonly { id: number; name: string; email: string }[]) {
  const byWords = new Map<string, number | null>();
  for (const { id, name } of agents) {
    const words = fold(name);
    byWords.set(words, byWords.has(words) ? null : id);
  }
  for (const { id, email } of agents) byWords.set(fold(email), id);
  return byWords;
}
