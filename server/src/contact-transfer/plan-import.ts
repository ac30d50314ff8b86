import type { ImportSettings } from "@tagalong/shared/contracts/contact-transfer.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import type { WantedContact } from "../contacts/check-fields.ts";
import {
  emptyContact,
  planChange,
  type ChangePlan,
  type StoredFields,
} from "../contacts/plan-change.ts";
import type { CsvRow } from "./csv/read-csv.ts";
import { readRow, RowRefused, type ReadRow, type Refusal, type RowRules } from "./read-row.ts";

/** A contact that rows may be of, as it is stored. */
export interface FoundContact extends StoredFields {
  id: number;
  tag_ids: number[];
  first_seen_at: Date | null;
  last_seen_at: Date | null;
}

/** A contact as the rows make it: a new one, or one that there was. */
export interface Draft {
  found: FoundContact | null;
  fields: StoredFields;
  tagIds: number[];
  addedTags: number[];
  firstSeen: Date | null;
  lastSeen: Date | null;
  before: ChangePlan["before"];
  after: ChangePlan["after"];
}

export interface RefusedRow extends Refusal {
  row: CsvRow;
}

export interface ImportPlan {
  created: Draft[];
  updated: Draft[];
  refused: RefusedRow[];
  counts: { created: number; updated: number; skipped: number; refused: number };
}

/** What the rows of a step meet, read from the database under its locks. */
export interface Met {
  /** Contacts by what rows are matched by: exact external ids, folded emails or phone numbers. */
  byMatch: ReadonlyMap<string, readonly FoundContact[]>;
  /** External ids that somebody has proven. */
  provenIds: ReadonlyMap<string, number>;
  activeTags: ReadonlySet<number>;
  mostTags: number | null;
}

export interface ReadableRow {
  row: CsvRow;
  read: ReadRow;
}

/** The rows that can be read, and why the others cannot. */
export function readRows(rows: readonly CsvRow[], rules: RowRules) {
  const readable: ReadableRow[] = [];
  const refused: RefusedRow[] = [];
  for (const row of rows) {
    try {
      readable.push({ row, read: readRow(row.cells, rules) });
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
      refused.push({ row, ...error.refusal });
    }
  }
  return { readable, refused };
}

const matchColumns = { externalId: "external_id", email: "email", phone: "phone" } as const;

/** By what a row is known to be of a contact there is; undefined: it says nothing of that. */
export function matchKey(
  wanted: WantedContact,
  match: ImportSettings["match"],
): string | undefined {
  if (match === "none") return undefined;
  const value = wanted[matchColumns[match]];
  if (value === undefined || value === null) return undefined;
  return match === "externalId" ? value : fold(value);
}

/**
 * What becomes of rows, one after the other, as if each were written before the next is looked at:
 * two rows of the same person make one contact. Pure; nothing of a refused row is in the drafts.
 */
export function planImport(
  { readable, refused: unreadable }: ReturnType<typeof readRows>,
  rules: RowRules,
  met: Met,
): ImportPlan {
  const refused = [...unreadable];
  const counts = { created: 0, updated: 0, skipped: 0, refused: unreadable.length };
  const drafts = new Map<number, Draft>();
  const newByMatch = new Map<string, Draft>();
  const newIds = new Set<string>();
  const created: Draft[] = [];
  const changed = new Set<Draft>();

  for (const { row, read } of readable) {
    try {
      const key = matchKey(read.wanted, rules.settings.match);
      const found = key === undefined ? undefined : pickOne(met.byMatch.get(key) ?? [], rules);
      const known = found
        ? drafts.get(found.id)
        : key === undefined
          ? undefined
          : newByMatch.get(key);
      const draft = known ?? newDraft(found ?? null);
      const isNew = draft.found === null && known === undefined;
      if (!isNew && rules.settings.onMatch === "skip") {
        counts.skipped++;
        continue;
      }
      const done = applyRow(draft, read, rules, met, newIds);
      if (isNew) {
        created.push(draft);
        counts.created++;
        if (key !== undefined) newByMatch.set(key, draft);
      } else {
        if (found) drafts.set(found.id, draft);
        if (done && draft.found) changed.add(draft);
        counts[done ? "updated" : "skipped"]++;
      }
      const { external_id: id, verified } = draft.fields;
      if (id !== null && verified) newIds.add(id);
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
      refused.push({ row, ...error.refusal });
      counts.refused++;
    }
  }
  refused.sort((one, other) => one.row.line - other.row.line);
  return { created, updated: [...changed], refused, counts };
}

const words = { externalId: "external id", email: "email", phone: "phone number", none: "" };

/** Somebody who has proven who they are comes before those who only say so (C6). */
function pickOne(found: readonly FoundContact[], { settings }: RowRules): FoundContact | undefined {
  const proven = found.filter(({ verified }) => verified);
  const candidates = proven.length > 0 ? proven : found;
  if (candidates.length <= 1) return candidates[0];
  const { match, columns } = settings;
  const column = match === "none" ? -1 : columns.indexOf(match);
  throw new RowRefused(`${candidates.length} contacts have this ${words[match]}.`, column);
}

function newDraft(found: FoundContact | null): Draft {
  return {
    found,
    fields: { ...(found ?? emptyContact) },
    tagIds: [...(found?.tag_ids ?? [])],
    addedTags: [],
    firstSeen: found?.first_seen_at ?? null,
    lastSeen: found?.last_seen_at ?? null,
    before: {},
    after: {},
  };
}

/** Whether the row changed anything. Throws before it changes the draft. */
function applyRow(
  draft: Draft,
  read: ReadRow,
  rules: RowRules,
  met: Met,
  newIds: ReadonlySet<string>,
): boolean {
  const wanted = wantedOf(draft, read.wanted, rules);
  checkIdentity(draft, wanted, rules, met, newIds);
  const added = [...new Set([...rules.settings.tags, ...read.tagIds])].filter(
    (id) => !draft.tagIds.includes(id),
  );
  checkTagLimit(draft, added, rules, met);
  const plan = planChange(draft.fields, wanted, rules.definitions);
  const firstSeen = earliest(draft.firstSeen, read.firstSeen);
  const lastSeen = latest(draft.lastSeen, read.lastSeen);
  const seen =
    firstSeen?.getTime() !== draft.firstSeen?.getTime() ||
    lastSeen?.getTime() !== draft.lastSeen?.getTime();
  Object.assign(draft.fields, plan.columns);
  draft.before = { ...plan.before, ...draft.before };
  draft.after = { ...draft.after, ...plan.after };
  draft.tagIds.push(...added);
  draft.addedTags.push(...added);
  draft.firstSeen = firstSeen;
  draft.lastSeen = lastSeen;
  return seen || added.length > 0 || Object.keys(plan.columns).length > 0;
}

const texts = ["name", "email", "phone", "company", "country", "external_id", "owner_id"] as const;

/** With "fill", only what the contact does not have yet; never an external id beside its own alias. */
function wantedOf(draft: Draft, wanted: WantedContact, { settings }: RowRules): WantedContact {
  const kept: WantedContact = { ...wanted, properties: { ...wanted.properties } };
  if (draft.found && settings.match === "externalId") delete kept.external_id;
  if (settings.onMatch !== "fill") return kept;
  for (const column of texts) if (draft.fields[column] !== null) delete kept[column];
  for (const key of Object.keys(draft.fields.properties)) delete kept.properties[key];
  return kept;
}

function checkIdentity(
  { found, fields }: Draft,
  wanted: WantedContact,
  { settings }: RowRules,
  { provenIds }: Met,
  newIds: ReadonlySet<string>,
): void {
  const known = (["name", "email", "phone", "external_id"] as const).some(
    (column) => (wanted[column] ?? fields[column]) !== null,
  );
  if (!known) {
    throw new RowRefused("A contact needs a name, an email, a phone number or an external id.");
  }
  const id = wanted.external_id;
  if (id === undefined || id === null || id === fields.external_id) return;
  const column = settings.columns.indexOf("externalId");
  const holder = provenIds.get(id);
  if ((holder !== undefined && holder !== found?.id) || newIds.has(id)) {
    throw new RowRefused("Another contact has this external id.", column);
  }
  if (found && !found.verified) {
    // Whoever wrote it in a chat might have been anybody: a file must not hand them an identity.
    const reason = `The contact with this ${words[settings.match]} has not proven who it is: give it the external id by hand.`;
    throw new RowRefused(reason, column);
  }
}

function checkTagLimit(draft: Draft, added: readonly number[], rules: RowRules, met: Met): void {
  const { mostTags, activeTags } = met;
  if (mostTags === null || added.length === 0) return;
  const active = draft.tagIds.filter((id) => activeTags.has(id)).length;
  if (active + added.length <= mostTags) return;
  const column = rules.settings.columns.indexOf("tags");
  const holds = `A contact holds at most ${mostTags} ${mostTags === 1 ? "tag" : "tags"}.`;
  throw new RowRefused(holds, column === -1 ? null : column);
}

const earliest = (one: Date | null, other: Date | null) =>
  one === null || (other !== null && other < one) ? other : one;
const latest = (one: Date | null, other: Date | null) =>
  one === null || (other !== null && other > one) ? other : one;
