import { criteriaUserInWords } from "@tagalong/shared/contracts/criteria-user.ts";
import type { ManagedProperty } from "@tagalong/shared/contracts/property.ts";
import { counted } from "../tags/tag-words.ts";
import { useRefusable } from "../tags/use-refusable.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { say } from "../ui/toaster.tsx";
import { useUse } from "./property-dialog.tsx";
import type { PropertyCalls } from "./property-list.ts";

/** Asks before a property is deleted: who has a value, what names it, and that nothing is lost. */
export function DeletePropertyDialog({
  property,
  calls,
  close,
  done,
}: {
  property: ManagedProperty;
  calls: PropertyCalls;
  close: () => void;
  done: () => void;
}) {
  const use = useUse(property.key);
  const { problem, busy, run } = useRefusable();
  return (
    <Dialog title="Delete property" close={close}>
      <div class="dialog-body">
        <p>
          <strong>
            <bdi>{property.label}</bdi>
          </strong>{" "}
          disappears from every contact and can no longer be written.{" "}
          {use === null
            ? "Counting who has a value…"
            : use.contacts === 0
              ? "No contact has a value."
              : `${counted(use.contacts, "contact")} ${use.contacts === 1 ? "keeps its" : "keep their"} value unseen, and restoring the property brings it back.`}
        </p>
        {use && use.usedBy.length > 0 && (
          <div class="property-users">
            <p>These name it. To their conditions it will be empty for everybody:</p>
            <ul>
              {use.usedBy.map((user) => (
                <li key={`${user.kind} ${user.id}`}>{criteriaUserInWords(user)}</li>
              ))}
            </ul>
          </div>
        )}
        {problem && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
      </div>
      <footer class="dialog-footer">
        <Button onClick={close}>Cancel</Button>
        <Button
          look="primary"
          disabled={busy}
          onClick={() =>
            run(async () => {
              await calls.remove(property.key);
              say("Property deleted");
              done();
              close();
            })
          }
        >
          Delete
        </Button>
      </footer>
    </Dialog>
  );
}
