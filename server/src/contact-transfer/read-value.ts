import type { ImportSettings } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";
import { parseInstant } from "@tagalong/shared/criteria/instant.ts";

type Conventions = Pick<ImportSettings, "dates" | "decimal">;

const yes = new Set(["true", "yes", "y", "1", "x", "on", "ja", "oui", "sí", "si", "是"]);
const no = new Set(["false", "no", "n", "0", "off", "nein", "non", "否"]);

/**
 * A cell as a value of the property's kind. What cannot be one stays as it is: whoever checks it
 * says what is wrong.
 */
export function readValue(
  text: string,
  { kind }: Pick<PropertyDefinition, "kind">,
  conventions: Conventions,
): string | number | boolean {
  switch (kind) {
    case "number":
      return readNumber(text, conventions.decimal) ?? text;
    case "boolean": {
      const word = fold(text);
      return yes.has(word) ? true : no.has(word) ? false : text;
    }
    case "date":
      return readDate(text, conventions.dates) ?? text;
    default:
      return text;
  }
}

/** Groups of three digits may be divided by the mark that is not the decimal one, or by blanks. */
export function readNumber(text: string, decimal: Conventions["decimal"]): number | null {
  const group = decimal === "." ? "," : ".";
  const plain = text
    .replace(/[\s\u00A0\u202F'’]/g, "")
    .replaceAll(group, (mark, at: number, whole: string) => (isGroup(whole, at) ? "" : mark))
    .replace(decimal, ".")
    .replace(/^\u2212/, "-");
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d{1,3})?$/i.test(plain) ? Number(plain) : null;
}

const isGroup = (whole: string, at: number) => /^[.,]\d{3}(?!\d)/.test(whole.slice(at));

const written = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:,?[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const spaced = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)$/;

/** An ISO date or instant; a time without an offset is one of UTC. */
export function readDate(text: string, order: Conventions["dates"]): string | null {
  if (parseInstant(text) !== null) return text;
  const [, date, time] = spaced.exec(text) ?? [];
  if (date !== undefined) return existing(`${date}T${time}Z`);
  const parts = written.exec(text);
  if (!parts) return null;
  const [, one = "", two = "", year, hour, minute, second = "00"] = parts;
  const [day, month] = order === "dayFirst" ? [one, two] : [two, one];
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return existing(
    hour === undefined ? iso : `${iso}T${hour.padStart(2, "0")}:${minute}:${second}Z`,
  );
}

const existing = (iso: string) => (parseInstant(iso) === null ? null : iso);
