import {
  identifyContact,
  type IdentifiedContact,
  type VisitorContext,
} from "../contacts/identify-contact.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { OrganizationRules } from "./organization-rules.ts";
import type { RulesCache } from "./rules-cache.ts";

export interface IdentifiedUnderRules {
  contact: IdentifiedContact;
  /** In force in this transaction: what the deciders go by. */
  rules: OrganizationRules;
}

/** Rules that change more often than this within one transaction are somebody else's fault. */
const mostReadings = 5;

/**
 * Identifies a visitor (see identifyContact) by the rules at hand, which costs no question to the
 * database; when they turn out stale, by those in force.
 */
export async function identifyUnderRules(
  transaction: OrganizationTransaction,
  cache: RulesCache,
  visitor: VisitorContext,
): Promise<IdentifiedUnderRules> {
  let rules = cache.kept(transaction.organizationId) ?? (await cache.read(transaction));
  for (let reading = 0; reading < mostReadings; reading++) {
    const contact = await identifyOrRefuse(transaction, visitor, rules);
    if (contact !== "stale" && !(contact instanceof ProblemError)) return { contact, rules };
    const current = await cache.read(transaction);
    // A refusal by rules that are in force stands.
    if (contact instanceof ProblemError && current.version === rules.version) throw contact;
    rules = current;
  }
  throw new ProblemError("unavailable", "The organization's rules are changing. Please try again.");
}

/** The context is checked before anything is sent, so a refusal leaves the transaction usable. */
async function identifyOrRefuse(
  transaction: OrganizationTransaction,
  visitor: VisitorContext,
  rules: OrganizationRules,
): Promise<IdentifiedContact | "stale" | ProblemError> {
  try {
    return await identifyContact(transaction, visitor, rules);
  } catch (error) {
    if (error instanceof ProblemError && error.code === "invalid_context") return error;
    throw error;
  }
}
