import { fold } from "@tagalong/shared/criteria/fold.ts";
import type { EventKind } from "@tagalong/shared/events/event-kinds.ts";
import type { Principal } from "../auth/principal.ts";
import { refuseOwner } from "../contacts/refuse-owner.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import { recordEvent } from "../events/record-event.ts";
import type { ChangeHints } from "../services.ts";
import {
  contactExists,
  deleteRecordRow,
  insertRecord,
  lockRecordRow,
  updateRecord,
} from "./queries/records.ts";
import type { RecordKind } from "./record-kind.ts";

type Values = Readonly<Record<string, unknown>>;

interface Writing {
  transaction: OrganizationTransaction;
  hints: ChangeHints;
  principal: Pick<Principal, "actor">;
  kind: RecordKind;
}

/** Answers the new record's id. `values` by their names in the API. */
export async function createRecord(
  writing: Writing,
  { contactId, ...values }: Values & { contactId: number },
): Promise<number> {
  const { transaction, kind } = writing;
  if (!(await contactExists(transaction, contactId))) {
    throw new ProblemError("invalid_value", "There is no such contact.", "contactId");
  }
  const { ownerId } = values;
  if (typeof ownerId === "number") await refuseOwner(transaction, ownerId, kind.tagged.noun);
  const columns = { contact_id: contactId, ...columnsOf(kind, values) };
  const id = await insertRecord(transaction, kind, columns);
  await tell(writing, kind.created, { id, contactId, data: { after: values } });
  return id;
}

/**
 * Changes what is given; what is already so changes nothing and leaves no event. With `revision` it
 * is refused as a conflict when somebody changed the record since.
 */
export async function changeRecord(
  writing: Writing,
  id: number,
  { revision, ...values }: Values & { revision?: number | undefined },
): Promise<void> {
  const { transaction, kind } = writing;
  const row = await lockRecordRow(transaction, kind, id);
  if (!row) throw notFound(kind.tagged.noun);
  if (revision !== undefined && revision !== row.revision) {
    const message = `Somebody changed this ${kind.tagged.noun} meanwhile: look again.`;
    throw new ProblemError("conflict", message, "revision");
  }
  const { ownerId } = values;
  // Who owns it already may have been deactivated since.
  if (typeof ownerId === "number" && ownerId !== row["owner_id"]) {
    await refuseOwner(transaction, ownerId, kind.tagged.noun);
  }
  const changed = Object.entries(values).filter(
    ([name, value]) => value !== undefined && !same(row[columnOf(kind, name)], value),
  );
  if (changed.length === 0) return;
  const after = Object.fromEntries(changed);
  const before = Object.fromEntries(changed.map(([name]) => [name, row[columnOf(kind, name)]]));
  await updateRecord(transaction, kind, id, columnsOf(kind, after));
  await tell(writing, kind.updated, {
    id,
    contactId: Number(row.contact_id),
    data: { before, after },
  });
}

export async function deleteRecord(writing: Writing, id: number): Promise<void> {
  const { transaction, kind } = writing;
  const row = await lockRecordRow(transaction, kind, id);
  if (!row) throw notFound(kind.tagged.noun);
  await deleteRecordRow(transaction, kind, id);
  const data = { before: { title: row.title } };
  await tell(writing, kind.deleted, { id, contactId: Number(row.contact_id), data });
}

/** Decimal text is kept with two places: "5" and "5.00" are one amount. */
function same(stored: unknown, given: unknown): boolean {
  if (stored === given) return true;
  const decimal = /^\d+\.\d{2}$/;
  return typeof stored === "string" && decimal.test(stored) && Number(stored) === Number(given);
}

function columnOf({ columns }: RecordKind, name: string): string {
  const column = columns[name];
  if (column === undefined) throw new TypeError(`No column keeps ${name}.`);
  return column;
}

function columnsOf(kind: RecordKind, values: Values): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    columns[columnOf(kind, name)] = value;
    if (name === "title" && typeof value === "string") columns["title_folded"] = fold(value);
  }
  return columns;
}

async function tell(
  { transaction, hints, principal, kind }: Writing,
  event: EventKind,
  { id, contactId, data }: { id: number; contactId: number; data: Record<string, unknown> },
): Promise<void> {
  const { noun } = kind.tagged;
  await recordEvent(transaction, {
    kind: event,
    subject: { type: noun, id },
    actor: principal.actor,
    contactId,
    data,
  });
  const { organizationId } = transaction;
  transaction.onCommit(() => hints.recordChanged(organizationId, { type: noun, id, contactId }));
}
