/**
 * A piece of SQL with its parameters beside it, never inside its text. `strings` is one longer than
 * `parameters`; a parameter stands between each two strings.
 */
export interface SqlPart {
  strings: readonly string[];
  parameters: readonly unknown[];
}

export type SqlType = "text" | "numeric" | "integer" | "boolean" | "timestamptz";

/** SQL by template: what is put in is itself SQL, so a value can only enter through `parameter`. */
export function sql(text: TemplateStringsArray, ...parts: SqlPart[]): SqlPart {
  const strings = [text[0] ?? ""];
  const parameters: unknown[] = [];
  const append = (more: string) => {
    strings[strings.length - 1] += more;
  };
  for (const [at, part] of parts.entries()) {
    append(part.strings[0] ?? "");
    strings.push(...part.strings.slice(1));
    parameters.push(...part.parameters);
    append(text[at + 1] ?? "");
  }
  return { strings, parameters };
}

/** A value; the cast makes its type certain wherever it stands. */
export function parameter(value: unknown, type: SqlType | `${SqlType}[]` | "jsonb"): SqlPart {
  return { strings: ["", `::${type}`], parameters: [value] };
}

/** Parts in parentheses with a word between: `(a AND b)`; `whenNone` for an empty list. */
export function joinSql(parts: readonly SqlPart[], word: "AND" | "OR", whenNone: SqlPart): SqlPart {
  const [first, ...rest] = parts;
  if (!first) return whenNone;
  if (rest.length === 0) return first;
  const between = word === "AND" ? sql` AND ` : sql` OR `;
  const strings: string[] = [];
  const parameters: unknown[] = [];
  const append = (part: SqlPart) => {
    const [head = "", ...tail] = part.strings;
    if (strings.length === 0) strings.push(head);
    else strings[strings.length - 1] += head;
    strings.push(...tail);
    parameters.push(...part.parameters);
  };
  append(sql`(`);
  append(first);
  for (const part of rest) {
    append(between);
    append(part);
  }
  append(sql`)`);
  return { strings, parameters };
}

/** The text with numbered places, the first being `$<first>`. */
export function numbered(part: SqlPart, first: number): string {
  return part.strings.reduce((text, string, at) =>
    at === 0 ? string : `${text}$${first + at - 1}${string}`,
  );
}
