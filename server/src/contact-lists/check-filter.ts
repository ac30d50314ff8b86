import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import { checkCriteria, type CheckedCriteria } from "@tagalong/shared/criteria/check.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { OrganizationRules } from "../segments/organization-rules.ts";
import { toCriteria } from "./filter-criteria.ts";

/**
 * A filter as a tree, its own criteria checked against the organization's fields and ids. Throws
 * `invalid_criteria` with the path of the node. A tag or segment that is not there finds nobody.
 */
export function filterCriteria(filter: ContactFilter, rules: OrganizationRules): Criteria {
  const { criteria = null } = filter;
  return toCriteria(filter, criteria === null ? null : checked(criteria, rules, "criteria"));
}

/** The same for a filter that is to be saved: every tag and segment it names has to exist. */
export function checkFilter(filter: ContactFilter, rules: OrganizationRules): Criteria {
  const { tags, segments } = filter;
  if (tags) checked(toCriteria({ tags }, null), rules, "filter.tags");
  if (segments) checked(toCriteria({ segments }, null), rules, "filter.segments");
  const { criteria = null } = filter;
  return toCriteria(filter, criteria === null ? null : checked(criteria, rules, "filter.criteria"));
}

function checked(input: unknown, rules: OrganizationRules, at: string): Criteria {
  const result: CheckedCriteria = checkCriteria(input, {
    subject: "contact",
    properties: [...rules.properties.values()],
    known: knownIds(rules),
    allowEmpty: true,
  });
  if (result.ok) return result.ok;
  const [problem] = result.errors;
  // Of tags and segments the place within their list is what their sender knows.
  const inList = at === "filter.tags" || at === "filter.segments";
  const place = inList ? problem?.path.replace(/^all\.0\.value\.?/, "") : problem?.path;
  const path = place ? `${at}.${place}` : at;
  throw new ProblemError("invalid_criteria", problem?.message ?? "Not valid.", path);
}

function knownIds({ contacts: { names = {} } }: OrganizationRules) {
  return {
    tags: new Set(names.tags?.keys()),
    segments: new Set(names.segments?.keys()),
    agents: new Set(names.agents?.keys()),
  };
}
