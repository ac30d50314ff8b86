import { fold } from "@tagalong/shared/criteria/fold.ts";
import type { CriteriaSql } from "@tagalong/shared/criteria/sql.ts";

/** As the index contacts_search has it; what is looked for holds no line's end, so it stays in one. */
const searched = ["name_folded", "email_folded", "phone_folded", "company_folded"]
  .map((column) => `(CASE WHEN contact.${column} IS NULL THEN '' ELSE contact.${column} END)`)
  .join(` || E'\\n' || `);

/** Part of a name, email, phone or company; null when nothing is looked for. */
export function searchSql(q: string): ((first: number) => CriteriaSql) | null {
  const text = fold(q.replaceAll("\n", " "));
  if (text === "") return null;
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return (first) => ({ text: `(${searched}) LIKE $${first}::text`, parameters: [pattern] });
}
