import {
  contactImportSchema,
  type ContactImport,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import { errorBodySchema } from "@tagalong/shared/contracts/error.ts";
import { ApiError } from "../api/api-error.ts";
import type { Account } from "../session/accounts.ts";

/** Sends a file and tells how much of it is through, which `fetch` cannot. */
export function uploadFile(
  { serverUrl, token }: Pick<Account, "serverUrl" | "token">,
  file: File,
  { progress, signal }: { progress: (share: number) => void; signal: AbortSignal },
): Promise<ContactImport> {
  const url = new URL("/api/crm/contacts/imports", serverUrl);
  url.searchParams.set("name", file.name.slice(-255) || "contacts.csv");
  const request = new XMLHttpRequest();
  request.open("POST", url);
  request.setRequestHeader("authorization", `Bearer ${token}`);
  // Whatever the system takes it for.
  request.setRequestHeader("content-type", "text/csv");
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    if (total > 0) progress(loaded / total);
  });
  signal.addEventListener("abort", () => request.abort());
  return new Promise((resolve, reject) => {
    request.addEventListener("load", () => {
      const body = parsed(request.responseText);
      const uploaded = contactImportSchema.safeParse(body);
      if (request.status === 201 && uploaded.success) resolve(uploaded.data);
      else reject(refusalOf(body));
    });
    request.addEventListener("error", () => {
      reject(new ApiError("unavailable", "The server cannot be reached. Check the connection."));
    });
    request.addEventListener("abort", () => reject(new DOMException("Stopped", "AbortError")));
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalOf(body: unknown): ApiError {
  const refused = errorBodySchema.safeParse(body);
  if (!refused.success) return new ApiError("internal", "The file was not taken in. Try again.");
  const { code, message, path } = refused.data.error;
  return new ApiError(code, message, path);
}
