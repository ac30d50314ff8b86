import type { CriteriaProperty } from "./context.ts";
import { fold } from "./fold.ts";
import { isoInstant, parseInstant } from "./instant.ts";

/**
 * The folded form of a property's value, as `properties_folded` and facts keep it: text folded, a
 * date as its ISO instant in UTC, numbers and yes/no as they are. Null when the value is empty
 * (null, blank: keep no entry), undefined when it is not of the property's kind or not one of its
 * choices (refuse it; nothing is coerced, "meaning" 8).
 */
export function foldPropertyValue(
  definition: Pick<CriteriaProperty, "kind" | "choices">,
  value: unknown,
): string | number | boolean | null | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" && fold(value) === "") return null;
  switch (definition.kind) {
    case "text":
      return typeof value === "string" ? fold(value) : undefined;
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? value : undefined;
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "date": {
      const at = typeof value === "string" ? parseInstant(value.trim()) : null;
      return at === null ? undefined : isoInstant(at);
    }
    case "choice":
      if (typeof value !== "string") return undefined;
      return definition.choices.some((choice) => fold(choice) === fold(value))
        ? fold(value)
        : undefined;
  }
}
