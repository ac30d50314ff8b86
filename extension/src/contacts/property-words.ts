import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { date } from "../ui/format-time.ts";

/** A property's value as people read it. */
export function propertyInWords(
  value: string | number | boolean,
  definition: Pick<PropertyDefinition, "kind"> | undefined,
): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return value.toLocaleString("en");
  return definition?.kind === "date" ? dayInWords(value) : value;
}

/** A day without a time is the same day everywhere, so it is read as one of this place. */
const dayInWords = (day: string) => date(/^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T00:00` : day);
