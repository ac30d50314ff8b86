/** What is wrong with criteria, and where: `path` is dotted (`all.0.any.2.value`), "" is the root. */
export interface CriteriaProblem {
  path: string;
  code: CriteriaProblemCode;
  /** A sentence for people. */
  message: string;
}

export type CriteriaProblemCode =
  | "invalid_node"
  | "too_deep"
  | "too_many_conditions"
  | "too_many_values"
  | "too_long"
  | "no_conditions"
  | "unknown_field"
  | "field_not_here"
  | "unknown_operator"
  | "operator_not_for_kind"
  | "wrong_value"
  | "unknown_choice"
  | "unknown_reference"
  | "segment_cycle";
