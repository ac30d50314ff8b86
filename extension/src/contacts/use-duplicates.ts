import { duplicateSchema, type Duplicate } from "@tagalong/shared/contracts/contact.ts";
import { useEffect, useState } from "preact/hooks";
import { z } from "zod";
import { useSignedIn } from "../session/signed-in.ts";

const listSchema = z.array(duplicateSchema);
const pause = 300;
const asked = ["email", "phone", "externalId"] as const;

/** Contacts that have what is being typed, asked for once the typing pauses. */
export function useDuplicates(typed: Readonly<Record<string, string>>): readonly Duplicate[] {
  const { api } = useSignedIn();
  const [found, setFound] = useState<readonly Duplicate[]>([]);
  const key = JSON.stringify([...asked, "country"].map((field) => typed[field]?.trim() ?? ""));
  useEffect(() => {
    if (asked.every((field) => !typed[field]?.trim())) {
      setFound([]);
      return;
    }
    const asking = new AbortController();
    const timer = setTimeout(() => {
      const { email, phone, externalId, country } = typed;
      api
        .call("/api/crm/contacts/duplicates", {
          query: { email, phone, externalId, country },
          answer: listSchema,
          signal: asking.signal,
        })
        // A hint that cannot be had hinders nobody.
        .then(setFound, () => undefined);
    }, pause);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [api, key]);
  return found;
}
