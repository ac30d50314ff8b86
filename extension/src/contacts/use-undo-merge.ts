import { unmergedContactsSchema } from "@tagalong/shared/contracts/contact-merge.ts";
import { useCallback } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { say, sayFailed } from "../ui/toaster.tsx";

/** Undoes a contact's merge and says so; open windows hear of it by themselves (C6). */
export function useUndoMerge(): (contactId: number, mergeId: number) => void {
  const { api } = useSignedIn();
  return useCallback(
    (contactId, mergeId) => {
      const path = `/api/crm/contacts/${contactId}/merges/${mergeId}/undo`;
      api.call(path, { method: "POST", answer: unmergedContactsSchema }).then(
        ({ restored }) => say(`Merge undone: “${restored.displayName}” is back`),
        (error: unknown) => sayFailed(sentenceOf(error)),
      );
    },
    [api],
  );
}
