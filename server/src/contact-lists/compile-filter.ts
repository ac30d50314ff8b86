import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { criteriaToSql, type CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import type { OrganizationRules } from "../segments/organization-rules.ts";
import { filterCriteria } from "./check-filter.ts";

/** A filter as a condition over the alias `contact`, its first parameter being `$<first>`. */
export type CompiledFilter = (first: number, now: Date) => CriteriaSql;

/**
 * Checks a filter against the organization's fields and ids and compiles it. Throws
 * `invalid_criteria` with the path of the node.
 */
export function compileFilter(filter: ContactFilter, rules: OrganizationRules): CompiledFilter {
  const criteria = filterCriteria(filter, rules);
  const search = fold(filter.q ?? "");
  const pattern = search === "" ? null : `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return (first, now) => {
    const part = criteriaToSql(criteria, rules.contacts, { now, first });
    if (pattern === null) return part;
    const place = `$${first + part.parameters.length}::text`;
    const columns = ["name_folded", "email_folded", "phone_folded", "company_folded"];
    const found = columns.map((column) => `contact.${column} LIKE ${place}`).join(" OR ");
    return { text: `(${part.text}) AND (${found})`, parameters: [...part.parameters, pattern] };
  };
}
