import { z } from "zod";

const keyOf = (account: { id: string }) => `tagalong.contact-columns.${account.id}`;
const columnsSchema = z.array(z.string().max(100)).min(1).max(100);

/** The columns that an agent chose last in this browser; null when they never did. */
export function rememberedColumns(account: { id: string }): readonly string[] | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(account)) ?? "null");
    return columnsSchema.safeParse(stored).data ?? null;
  } catch {
    return null;
  }
}

export function rememberColumns(account: { id: string }, columns: readonly string[]): void {
  try {
    localStorage.setItem(keyOf(account), JSON.stringify(columns));
  } catch {
    // A browser that stores nothing: the address still holds them.
  }
}
