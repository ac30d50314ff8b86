import type { Tag, TagUsage } from "@tagalong/shared/contracts/tag.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { say } from "../ui/toaster.tsx";
import { useCatalogue } from "./tag-catalogue.ts";
import { TagChip } from "./tag-chip.tsx";
import "./tag-dialogs.css";
import { TagUsers } from "./tag-users.tsx";
import { counted, recordsInWords, usageOf } from "./tag-words.ts";
import { useRefusable } from "./use-refusable.ts";

/** Asks before tags are deleted: where they are used, and that nothing is lost (T5, T10). */
export function DeleteTagsDialog({
  tags,
  usage,
  close,
  deleted,
}: {
  tags: readonly Tag[];
  usage: ReadonlyMap<number, TagUsage>;
  close: () => void;
  deleted: () => void;
}) {
  const catalogue = useCatalogue();
  const { problem, busy, run } = useRefusable();
  const ids = tags.map((tag) => tag.id);
  const { records, usedBy } = usageOf(ids, usage);
  const uses = recordsInWords(records);
  const one = tags.length === 1;
  return (
    <Dialog title={one ? "Delete tag" : `Delete ${tags.length} tags`} close={close}>
      <div class="dialog-body">
        <ul class="tag-dialogs-chips">
          {tags.map((tag) => (
            <li key={tag.id}>
              <TagChip tag={tag} />
            </li>
          ))}
        </ul>
        <p>
          {uses ? `Used on ${uses}. ` : "On no record. "}
          {one ? "It" : "They"} can no longer be added. History assignments remain readable, and
          restoring {one ? "the tag" : "a tag"} makes its assignments count again.
        </p>
        <TagUsers
          usedBy={usedBy}
          lead={`These rules name ${one ? "it" : "them"}. A condition on a deleted tag matches nobody:`}
        />
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
              await catalogue.delete(ids);
              say(one ? "Tag deleted" : `${counted(tags.length, "tag")} deleted`);
              deleted();
            })
          }
        >
          Delete
        </Button>
      </footer>
    </Dialog>
  );
}
