import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import { criteriaToSql, type CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import type { OrganizationRules } from "../segments/organization-rules.ts";
import { filterCriteria } from "./check-filter.ts";
import { searchSql } from "./queries/search.ts";

/** A filter as a condition over the alias `contact`, its first parameter being `$<first>`. */
export type CompiledFilter = (first: number, now: Date) => CriteriaSql;

/**
 * Checks a filter against the organization's fields and ids and compiles it. Throws
 * `invalid_criteria` with the path of the node.
 */
export function compileFilter(filter: ContactFilter, rules: OrganizationRules): CompiledFilter {
  const criteria = filterCriteria(filter, rules);
  const search = searchSql(filter.q ?? "");
  return (first, now) => {
    const part = criteriaToSql(criteria, rules.contacts, { now, first });
    const found = search?.(first + part.parameters.length);
    if (!found) return part;
    const parameters = [...part.parameters, ...found.parameters];
    return { text: `(${part.text}) AND ${found.text}`, parameters };
  };
}
