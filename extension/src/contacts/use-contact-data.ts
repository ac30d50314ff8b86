import type { Contact } from "@tagalong/shared/contracts/contact.ts";
import { useCallback } from "preact/hooks";
import { z } from "zod";
import { sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { say, sayFailed } from "../ui/toaster.tsx";

/** Saves all that is stored of a person as a file, for whom it is about (C6). */
export function useContactData(): (contact: Pick<Contact, "id" | "displayName">) => void {
  const { api } = useSignedIn();
  return useCallback(
    ({ id, displayName }) => {
      api.call(`/api/crm/contacts/${id}/data`, { answer: z.unknown() }).then(
        (data) => {
          save(`contact-${id}.json`, JSON.stringify(data, null, 2));
          say(`Exported the data of “${displayName}”`);
        },
        (error: unknown) => sayFailed(sentenceOf(error)),
      );
    },
    [api],
  );
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
