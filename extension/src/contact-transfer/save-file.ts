import { fileLinkSchema } from "@tagalong/shared/contracts/file.ts";
import { readError, reach } from "../api/api-client.ts";
import type { SignedIn } from "../session/signed-in.ts";

/** Lets the browser save a file of the server's, however large: it never passes through this page. */
export async function saveStoredFile(
  { api, account }: Pick<SignedIn, "api" | "account">,
  { label, path }: { label: string; path: string },
): Promise<void> {
  const link = await api.call(`${path}/link`, { method: "POST", answer: fileLinkSchema });
  saveFrom(new URL(link.path, account.serverUrl).href, label);
}

/** Reads a small file and lets the browser save it; what the server says of it is in the headers. */
export async function saveAnswer(
  { account }: Pick<SignedIn, "account">,
  path: string,
  isWanted: (headers: Headers) => boolean,
): Promise<Headers> {
  const response = await reach(new URL(path, account.serverUrl), {
    headers: { authorization: `Bearer ${account.token}` },
    credentials: "omit",
  });
  if (!response.ok) throw await readError(response);
  const { headers } = response;
  const content = await response.blob();
  if (!isWanted(headers)) return headers;
  const name = /filename="([^"]+)"/.exec(headers.get("content-disposition") ?? "")?.[1];
  const address = URL.createObjectURL(content);
  saveFrom(address, name ?? "contacts.csv");
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return headers;
}

function saveFrom(address: string, name: string): void {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
}
