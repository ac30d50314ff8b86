import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import type { Context } from "@tagalong/shared/contracts/context.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { lostRace } from "../database/retry.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { NewEvent } from "../events/record-event.ts";
import { checkContext, type ContextClaims } from "./check-context.ts";
import { toKnownContact, type KnownContact } from "./contact-facts.ts";
import { contactName } from "./contact-name.ts";
import { foldedColumns } from "./folded-columns.ts";
import { moveHistory } from "./move-history.ts";
import {
  contextColumns,
  identify,
  identifyValues,
  type ContactState,
  type IdentifyRow,
} from "./queries/identify.ts";

export interface VisitorContext {
  /** SHA-256 of the browser's token. */
  visitorTokenHash: Buffer;
  /** What the page says: anybody can write it. */
  context: Context;
  /** What a verified token says (verify-context-token.ts). */
  claims: ContextClaims | null;
}

/** The part of the organization's rules that identification needs. */
export interface IdentifyRules {
  version: number;
  properties: ReadonlyMap<string, PropertyDefinition>;
}

export interface IdentifiedContact extends KnownContact {
  visitorId: number;
  created: boolean;
  verified: boolean;
  displayName: string;
  email: string | null;
  revision: number;
  /** The transaction's time by the database's clock: "now" for every criteria of this creation. */
  now: Date;
  /** contact.created or contact.updated, for the caller to record with its own. */
  events: NewEvent[];
}

/**
 * Finds or makes the contact that a visitor is (C6), writes what the context says of them and
 * answers with the facts that criteria need: one round trip. Refuses a context that the
 * organization's definitions do not allow, and a revoked visitor.
 *
 * "stale": the rules have changed since they were read and nothing was written; read them again and
 * call again. The caller holds the visitor's lock (lock-visitor.ts).
 */
export async function identifyContact(
  transaction: OrganizationTransaction,
  visitor: VisitorContext,
  rules: IdentifyRules,
): Promise<IdentifiedContact | "stale"> {
  const { context, claims } = visitor;
  checkContext(context, rules.properties, "unsigned_context");
  if (claims) checkContext(claims, rules.properties, "signed_context");
  const [row] = await transaction
    .query(identify, valuesOf(transaction.organizationId, visitor, rules))
    .catch(retryLostRace);
  if (!row) throw new Error("The organization of this transaction does not exist.");
  if (row.revoked) {
    throw new ProblemError("session_revoked", "This visitor's session was revoked.");
  }
  if (row.rules_version !== rules.version) return "stale";
  // Their contact was absorbed by another one, or erased, in the moment before it was written to.
  if (row.visitor_id === null) throw lostRace("The visitor's contact is gone.");
  const joined = row.former_contact_id !== null && row.former_verified === false;
  if (joined) await moveHistory(transaction, row.visitor_id, row.contact_id);
  const { email } = row.after;
  return {
    ...toKnownContact(row),
    visitorId: row.visitor_id,
    created: row.created,
    verified: row.verified,
    displayName: contactName({ id: row.contact_id, ...row.after }),
    email,
    revision: row.revision,
    now: row.now,
    events: eventsOf(row, claims, joined),
  };
}

function valuesOf(
  organizationId: number,
  { visitorTokenHash, context, claims }: VisitorContext,
  rules: IdentifyRules,
): unknown[] {
  const signed = foldedColumns(claims ?? {}, rules.properties);
  const unsigned = foldedColumns(context, rules.properties);
  const values = new Map<string, unknown>([
    ["organization", organizationId],
    ["token_hash", visitorTokenHash],
    ["rules_version", rules.version],
    ["properties", JSON.stringify({ ...unsigned.properties, ...signed.properties })],
    [
      "properties_folded",
      JSON.stringify({ ...unsigned.properties_folded, ...signed.properties_folded }),
    ],
  ]);
  for (const column of ["external_id", ...contextColumns] as const) {
    values.set(`signed.${column}`, signed[column]);
    values.set(`signed.${column}_folded`, signed[`${column}_folded`]);
    values.set(`unsigned.${column}`, unsigned[column]);
    values.set(`unsigned.${column}_folded`, unsigned[`${column}_folded`]);
  }
  return identifyValues(values);
}

/**
 * Two browsers showed the same new signed identity at the same time. The loser is told as a
 * serialization failure, which `inOrganization` answers by running the work again.
 */
function retryLostRace(error: unknown): never {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  const constraint: unknown = error instanceof Error ? Reflect.get(error, "constraint") : undefined;
  if (code === "23505" && constraint === "contacts_external_id") {
    throw lostRace("Another browser was first.", error);
  }
  throw error;
}

function eventsOf(row: IdentifyRow, claims: ContextClaims | null, joined: boolean): NewEvent[] {
  const event = (
    kind: "contact.created" | "contact.updated",
    data: NewEvent["data"],
  ): NewEvent => ({
    kind,
    subject: { type: "contact", id: row.contact_id },
    actor: { type: "visitor", id: row.visitor_id },
    source: claims ? "signed_context" : "unsigned_context",
    contactId: row.contact_id,
    ...(data && { data }),
  });
  if (row.created) return [event("contact.created", { after: given(row.after) })];
  const changed = row.before ? difference(row.before, row.after) : {};
  const data = joined ? { ...changed, joined: row.former_contact_id } : changed;
  return Object.keys(data).length > 0 ? [event("contact.updated", data)] : [];
}

function given(state: ContactState): Record<string, unknown> {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));
}

/** `{before: {name: "Ann"}, after: {name: "Anna"}}`, with the properties that changed only. */
function difference(before: ContactState, after: ContactState) {
  const flat = ({ properties, ...fields }: ContactState): Map<string, unknown> =>
    new Map<string, unknown>([
      ...Object.entries(fields),
      ...Object.entries(properties).map(([key, value]) => [`properties.${key}`, value] as const),
    ]);
  const [old, now] = [flat(before), flat(after)];
  const changed = [...now.keys()].filter((key) => old.get(key) !== now.get(key));
  const pick = (from: Map<string, unknown>) =>
    Object.fromEntries(changed.map((key) => [key, from.get(key) ?? null]));
  return { before: pick(old), after: pick(now) };
}
