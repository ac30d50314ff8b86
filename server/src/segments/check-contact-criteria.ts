import { checkCriteria } from "@tagalong/shared/criteria/check.ts";
import type { Criteria } from "@tagalong/shared/criteria/criteria.ts";
import { ProblemError } from "../errors/problem-error.ts";
import type { OrganizationRules } from "./organization-rules.ts";

/**
 * Criteria over contacts that fit the organization's fields and ids, be they of no condition. Throws
 * `invalid_criteria` with the path of the node.
 */
export function checkContactCriteria(
  input: unknown,
  { properties, contacts: { names = {} } }: OrganizationRules,
): Criteria {
  const checked = checkCriteria(input, {
    subject: "contact",
    properties: [...properties.values()],
    known: {
      tags: new Set(names.tags?.keys()),
      segments: new Set(names.segments?.keys()),
      agents: new Set(names.agents?.keys()),
    },
    allowEmpty: true,
  });
  if (checked.ok) return checked.ok;
  const [problem] = checked.errors;
  const path = problem?.path ? `criteria.${problem.path}` : "criteria";
  throw new ProblemError("invalid_criteria", problem?.message ?? "Not valid.", path);
}
