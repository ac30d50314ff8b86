import { countryName } from "@tagalong/shared/contacts/countries.ts";

type Value = string | number | boolean | null;

const labels: Record<string, string> = {
  external_id: "External id",
};

/** Beyond it a value is shown by its beginning. */
const longest = 120;

/**
 * One changed field of a contact in words: `Name: Ann → Anna`, `Plan tier: enterprise`, `Phone
 * removed`. Properties are called as they were then, where the event knows; none for what another
 * entry says already.
 */
export function describeChange(
  key: string,
  from: Value,
  to: Value,
  propertyLabels: Readonly<Record<string, string>>,
): string[] {
  // `owner` beside it has the name.
  if (key === "owner_id") return [];
  if (key === "verified") return [to === true ? "Identity verified" : "Identity not verified"];
  const label = labelOf(key, propertyLabels);
  if (isNothing(to)) return [`${label} removed`];
  const [before, after] = [from, to].map((value) => say(key, value));
  return [isNothing(from) ? `${label}: ${after}` : `${label}: ${before} → ${after}`];
}

const isNothing = (value: Value) => value === null || value === "";

function labelOf(key: string, propertyLabels: Readonly<Record<string, string>>): string {
  const property = /^properties\.(.+)$/.exec(key)?.[1];
  const known = property === undefined ? labels[key] : propertyLabels[property];
  if (known !== undefined) return known;
  const words = (property ?? key).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function say(key: string, value: Value): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = key === "country" ? countryName(String(value)) : String(value);
  return text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text;
}
