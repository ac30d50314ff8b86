/**
 * ISO 8601 in UTC with milliseconds and a day that exists, years 0001 to 9999. The same source
 * guards the cast in SQL (PostgreSQL reads the same syntax), so a stored value that is not an
 * instant is empty in both and never an error.
 */
export const instantPattern =
  "^(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)" +
  "|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)" +
  "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$";

const instant = new RegExp(instantPattern);

/** Milliseconds since 1970 of a stored instant, or null when the text is none. */
export function readInstant(text: string): number | null {
  return instant.test(text) ? Date.parse(text) : null;
}

const written =
  /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Milliseconds since 1970 of an instant as people and sites write it: `2026-01-02` (midnight UTC),
 * `2026-01-02T09:00Z`, `2026-01-02T09:00:00.000+02:00`. Null when it is none, has no offset, names
 * a day that does not exist or leaves the years 0001 to 9999.
 */
export function parseInstant(text: string): number | null {
  const parts = written.exec(text);
  if (!parts) return null;
  const [, day, minute = "00:00", second = "00", fraction = "", offset = "Z"] = parts;
  const utc = readInstant(`${day}T${minute}:${second}.${fraction.padEnd(3, "0")}Z`);
  if (utc === null) return null;
  const hours = offset === "Z" ? 0 : Number(offset.slice(1, 3));
  const minutes = offset === "Z" ? 0 : Number(offset.slice(4, 6));
  if (hours > 23 || minutes > 59) return null;
  const east = (hours * 60 + minutes) * 60_000 * (offset.startsWith("-") ? -1 : 1);
  return readInstant(isoInstant(utc - east)) === null ? null : utc - east;
}

/** The stored form, `2026-01-02T00:00:00.000Z`; years beyond 9999 keep their digits without a sign. */
export function isoInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/^\+0*/, "");
}
