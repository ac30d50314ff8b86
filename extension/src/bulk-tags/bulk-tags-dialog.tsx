import type { ContactSelection } from "@tagalong/shared/contracts/contact-filter.ts";
import { jobSchema } from "@tagalong/shared/contracts/job.ts";
import { useMemo } from "preact/hooks";
import { useJobs } from "../jobs/job-store.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { counted } from "../tags/tag-words.ts";
import { useRefusable } from "../tags/use-refusable.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { BulkTagField } from "./bulk-tag-field.tsx";
import "./bulk-tags-dialog.css";
import { DraftTags } from "./draft-tags.ts";

/** Which tags to add to and take off a selection, for how many, and what will be skipped (T9). */
export function BulkTagsDialog({
  selection,
  total,
  close,
  started,
}: {
  selection: ContactSelection;
  total: number;
  close: () => void;
  started: () => void;
}) {
  const { api, me, can } = useSignedIn();
  const jobs = useJobs();
  const catalogue = useCatalogue();
  const { problem, busy, run } = useRefusable();
  const [add, remove] = useMemo(() => [new DraftTags(catalogue), new DraftTags(catalogue)], []);
  const limit = me.organization.maxTagsPerRecord;
  const nothing = add.ids.value.length + remove.ids.value.length === 0;
  const whom = counted(total, "contact");

  const begin = () =>
    run(async () => {
      const job = await api.call("/api/crm/contacts/tags/bulk", {
        method: "POST",
        body: { selection, add: add.ids.value, remove: remove.ids.value },
        answer: jobSchema,
      });
      jobs.begin(job);
      started();
    });

  return (
    <Dialog title={`Edit tags of ${whom}`} close={close}>
      <div class="dialog-body">
        <BulkTagField
          label="Add"
          what="tags to add"
          draft={add}
          others={new Set(remove.ids.value)}
          mayCreate={can("create tags")}
          hint={`Contacts keep the tags they have. Those that already have a tag${
            limit === null ? "" : `, or hold ${counted(limit, "tag")},`
          } are left as they are and counted.`}
          open
        />
        <BulkTagField
          label="Remove"
          what="tags to remove"
          draft={remove}
          others={new Set(add.ids.value)}
          mayCreate={false}
          hint="Whoever added them. All of it can be undone when it is done."
        />
        {problem && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
      </div>
      <footer class="dialog-footer">
        <Button onClick={close}>Cancel</Button>
        <Button look="primary" disabled={busy || nothing} onClick={begin}>
          Apply to {whom}
        </Button>
      </footer>
    </Dialog>
  );
}
