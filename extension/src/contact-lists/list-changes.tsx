import type { SmartList } from "@tagalong/shared/contracts/smart-list.ts";
import { useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { filtersNothing, sameView, type ContactView } from "../contacts/contact-view.ts";
import { useRouter } from "../navigation/router.ts";
import { Button } from "../ui/button.tsx";
import { say, sayFailed } from "../ui/toaster.tsx";
import { ListDialog } from "./list-dialog.tsx";
import { storedView, viewOf } from "./list-view.ts";
import type { SmartLists } from "./use-smart-lists.ts";

/** What was changed about a list and is not saved; or a filter that no list has yet (C7). */
export function hasListChanges(view: ContactView, list: SmartList | null): boolean {
  return list ? !sameView(view, viewOf(list)) : !filtersNothing(view.filter);
}

/** Save, save as another list, or go back to what is saved. */
export function ListChanges({
  smart,
  list,
  view,
  mayEdit,
  reset,
}: {
  smart: SmartLists;
  list: SmartList | null;
  view: ContactView;
  mayEdit: boolean;
  reset: () => void;
}) {
  const router = useRouter();
  const [naming, setNaming] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = async (id: number) => {
    setBusy(true);
    try {
      await smart.edit(id, storedView(view));
      say("List saved");
      reset();
    } catch (error) {
      sayFailed(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <span class="list-changes">
      {list && <span class="faint">Changed</span>}
      {list && mayEdit && (
        <Button size="sm" disabled={busy} onClick={() => void save(list.id)}>
          Save
        </Button>
      )}
      <Button size="sm" look={list ? "quiet" : "plain"} onClick={() => setNaming(true)}>
        {list ? "Save as new list…" : "Save as list…"}
      </Button>
      {list && (
        <Button size="sm" look="quiet" onClick={reset}>
          Reset
        </Button>
      )}
      {naming && (
        <ListDialog
          title="Save as list"
          action="Save"
          askShared
          close={() => setNaming(false)}
          save={async (named) => {
            const { id } = await smart.create({ ...named, ...storedView(view) });
            say("List saved");
            router.go(`/contacts?list=${id}`);
          }}
        />
      )}
    </span>
  );
}
