import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { storableText } from "@tagalong/shared/contracts/text.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { parseInstant } from "@tagalong/shared/criteria/instant.ts";

/**
 * What is wrong with a property's value, as the end of a sentence that begins with its label; null
 * when it is of the property's kind. Nothing is coerced (C1).
 */
export function wrongValue(
  value: unknown,
  { kind, choices }: Pick<PropertyDefinition, "kind" | "choices">,
): string | null {
  switch (kind) {
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? null : "is a number";
    case "boolean":
      return typeof value === "boolean" ? null : "is yes or no (true or false)";
    case "date":
      return typeof value === "string" && parseInstant(value) !== null
        ? null
        : "is a date such as 2026-01-31 or 2026-01-31T09:00:00Z";
    case "text":
      if (typeof value !== "string") return "is text";
      return storableText.safeParse(value).success ? null : "has characters that cannot be stored";
    case "choice": {
      const chosen = typeof value === "string" ? fold(value) : null;
      return choices.some((choice) => fold(choice) === chosen)
        ? null
        : `is one of: ${choices.join(", ")}`;
    }
  }
}
