import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { compileRules, type OrganizationRules } from "./organization-rules.ts";
import { findRulesVersion } from "./queries.ts";
import { readRuleRows } from "./read-rule-rows.ts";

/** Compiled rules of the organizations last in use. */
const mostOrganizations = 500;

/**
 * Keeps each organization's compiled rules as long as `organizations.rules_version` stands still.
 * A transaction that bumps the version must not ask here afterwards: what it has not committed
 * would be kept.
 */
export class RulesCache {
  readonly #kept = new Map<number, OrganizationRules>();

  /**
   * What is at hand without asking the database, perhaps of an older version: for work that learns
   * the present one along with something else and then calls `read` with it.
   */
  kept(organizationId: number): OrganizationRules | undefined {
    return this.#kept.get(organizationId);
  }

  /** Rules of `version`, which a hot path has read along with something else, or of the present one. */
  async read(transaction: OrganizationTransaction, version?: number): Promise<OrganizationRules> {
    const { organizationId } = transaction;
    const wanted = version ?? (await findRulesVersion(transaction));
    const kept = this.#kept.get(organizationId);
    if (kept && kept.version === wanted) return kept;
    const rules = compileRules(await readRuleRows(transaction));
    this.#keep(organizationId, rules);
    return rules;
  }

  /** An older transaction must not replace what a newer one has read. */
  #keep(organizationId: number, rules: OrganizationRules): void {
    const kept = this.#kept.get(organizationId);
    if (kept && kept.version > rules.version) return;
    this.#kept.delete(organizationId);
    this.#kept.set(organizationId, rules);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostOrganizations) break;
      this.#kept.delete(oldest);
    }
  }
}
