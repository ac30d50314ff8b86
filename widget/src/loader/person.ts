import type { Settings } from "../frame.ts";

interface Claims {
  externalId?: string | undefined;
  sub?: string;
  email?: string | undefined;
}

/**
 * Whose chat this is: what is kept in this browser is kept apart for each widget key and each
 * person, signed or not, so that nobody who shares the browser sees another's history.
 */
export function personOf({ key, token, context }: Settings): string {
  const claims: Claims | undefined = token ? readClaims(token) : context;
  const id = claims?.externalId ?? claims?.sub ?? claims?.email ?? "";
  return `tagalong:${key}:${token ? "signed" : "unsigned"}:${id}`;
}

/** Read only to tell people apart here; the server verifies the signature. */
function readClaims(token: string): Claims {
  try {
    const claims = token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/");
    return JSON.parse(atob(claims));
  } catch {
    return { sub: token };
  }
}
