import type { ContactFacts } from "@tagalong/shared/criteria/facts.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import type { Row } from "../database/schema.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { NewEvent } from "../events/record-event.ts";
import { toContactFacts } from "./contact-facts.ts";
import {
  addContactAndVisitor,
  findKnownVisitor,
  updateContactAndVisitor,
  type WrittenRow,
} from "./identify-queries.ts";
import { mergeContext, type ContactChanges, type Told } from "./merge-context.ts";
import { RivalVisitor } from "./rival-visitor.ts";

export interface WhoWrites extends Told {
  /** SHA-256 of the token that the browser made. */
  tokenHash: Buffer;
}

export interface IdentifiedContact {
  /** As written. */
  row: Row<"contacts">;
  visitorId: number;
  facts: ContactFacts;
  /** Segments that a person took the contact out of: nothing automatic brings it back (S2). */
  excluded: ReadonlySet<number>;
  /** For the caller to record with its own: contact created or updated. */
  events: NewEvent[];
}

/** What the caller gets to know on the way, so that it need not read it again. */
interface Rules {
  properties: Parameters<typeof mergeContext>[3];
}

/**
 * The contact that a visitor's browser writes as (C6), created or brought up to date, in two
 * statements. Only a signed externalId finds an existing contact; an unsigned one, or an email, is
 * a word about the browser's own contact and opens nobody else's history. Another externalId than
 * the browser's contact has is another person, who begins with a contact of their own.
 *
 * `rulesOf` gives the organization's compiled rules of a version (RulesCache.read).
 */
export async function identifyContact<OfOrganization extends Rules>(
  transaction: OrganizationTransaction,
  who: WhoWrites,
  rulesOf: (version: number) => Promise<OfOrganization>,
): Promise<{ contact: IdentifiedContact; rules: OfOrganization }> {
  const { organizationId } = transaction;
  const vouched = who.claims?.externalId ?? null;
  const [known] = await transaction.query(findKnownVisitor, [
    organizationId,
    who.tokenHash,
    vouched,
  ]);
  if (!known) throw new ProblemError("unknown_widget_key", "There is no such organization.");
  if (known.visitor_revoked_at) throw new ProblemError("session_revoked", "This chat was ended.");
  const { rules_version: version, members, excluded, visitor_id: visitorId } = known;
  const found = known.id === null ? undefined : (known as unknown as Row<"contacts">);
  const existing = found && isSamePerson(found, who) ? found : undefined;
  const verified = vouched !== null || existing?.verified === true;
  const rules = await rulesOf(version);
  const changes = mergeContext(existing, verified, who, rules.properties);
  const written = existing
    ? await update(transaction, who, existing, changes, verified, visitorId)
    : await add(transaction, who, changes, verified, visitorId);
  const { visitor_id, ...row } = written;
  const contact = {
    row,
    visitorId: visitor_id,
    facts: toContactFacts(row, existing ? members : []),
    excluded: new Set(existing ? excluded : []),
    events: eventsOf(row, existing, changes, verified),
  };
  return { contact, rules };
}

/** Whether the browser goes on as this contact, or is someone else's now. */
function isSamePerson(contact: Row<"contacts">, { claims, context }: WhoWrites): boolean {
  const said = claims?.externalId ?? context?.externalId;
  if (said === undefined || said === contact.external_id) return true;
  return contact.external_id === null;
}

async function add(
  transaction: OrganizationTransaction,
  who: WhoWrites,
  changes: ContactChanges,
  verified: boolean,
  visitorId: number | null,
): Promise<WrittenRow> {
  return one(
    await transaction.query(addContactAndVisitor, [
      transaction.organizationId,
      who.tokenHash,
      JSON.stringify(changes.columns),
      JSON.stringify(changes.properties),
      JSON.stringify(changes.propertiesFolded),
      verified,
      visitorId,
    ]),
  );
}

async function update(
  transaction: OrganizationTransaction,
  who: WhoWrites,
  existing: Row<"contacts">,
  changes: ContactChanges,
  verified: boolean,
  visitorId: number | null,
): Promise<WrittenRow> {
  const changed = isChanged(changes) || verified !== existing.verified;
  return one(
    await transaction.query(updateContactAndVisitor, [
      transaction.organizationId,
      who.tokenHash,
      existing.id,
      JSON.stringify(changes.columns),
      JSON.stringify(changes.properties),
      JSON.stringify(changes.propertiesFolded),
      changes.removedProperties,
      verified,
      changed ? 1 : 0,
      visitorId,
    ]),
  );
}

/** No visitor row came back: another tab of this browser wrote at the same moment. */
function one([row]: WrittenRow[]): WrittenRow {
  if (!row || row.visitor_id === null) throw new RivalVisitor();
  return row;
}

function isChanged(changes: ContactChanges): boolean {
  return Object.keys(changes.differences).length > 0;
}

function eventsOf(
  row: Row<"contacts">,
  existing: Row<"contacts"> | undefined,
  changes: ContactChanges,
  verified: boolean,
): NewEvent[] {
  if (existing && !isChanged(changes) && existing.verified === row.verified) return [];
  return [
    {
      kind: existing ? "contact.updated" : "contact.created",
      subject: { type: "contact", id: row.id },
      actor: { type: "visitor", id: row.id },
      source: "widget",
      contactId: row.id,
      data: { changes: changes.differences, verified },
    },
  ];
}
