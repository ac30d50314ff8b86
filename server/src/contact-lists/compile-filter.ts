import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import { checkCriteria } from "@tagalong/shared/criteria/check.ts";
import type { Criteria, Node } from "@tagalong/shared/criteria/criteria.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { criteriaToSql, type CriteriaSql } from "@tagalong/shared/criteria/sql.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { OrganizationRules } from "../segments/organization-rules.ts";

/** A filter as a condition over the alias `contact`, its first parameter being `$<first>`. */
export type CompiledFilter = (first: number, now: Date) => CriteriaSql;

/**
 * Checks a filter against the organization's fields and ids and compiles it. Throws
 * `invalid_criteria` with the path of the node.
 */
export function compileFilter(filter: ContactFilter, rules: OrganizationRules): CompiledFilter {
  const criteria = criteriaOf(filter, rules);
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

function criteriaOf(filter: ContactFilter, rules: OrganizationRules): Criteria {
  const nodes: Node[] = [];
  const { tags = [], segments = [] } = filter;
  if (tags.length > 0) nodes.push({ field: "contact.tags", operator: "hasAnyOf", value: tags });
  if (segments.length > 0) {
    nodes.push({ field: "contact.segments", operator: "hasAnyOf", value: segments });
  }
  if (filter.criteria !== undefined && filter.criteria !== null) {
    nodes.push(checkedCriteria(filter.criteria, rules));
  }
  return { all: nodes };
}

function checkedCriteria(input: unknown, { properties, contacts }: OrganizationRules): Criteria {
  const known = ({ tags, segments, agents }: NonNullable<typeof contacts.names>) => ({
    tags: new Set(tags?.keys()),
    segments: new Set(segments?.keys()),
    agents: new Set(agents?.keys()),
  });
  const checked = checkCriteria(input, {
    subject: "contact",
    properties: [...properties.values()],
    known: known(contacts.names ?? {}),
    allowEmpty: true,
  });
  if (checked.ok) return checked.ok;
  const [problem] = checked.errors;
  const path = problem?.path ? `criteria.${problem.path}` : "criteria";
  throw new ProblemError("invalid_criteria", problem?.message ?? "Not valid.", path);
}
