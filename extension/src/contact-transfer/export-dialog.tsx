import type { ContactFilter } from "@tagalong/shared/contracts/contact-filter.ts";
import {
  columnLabels,
  furtherColumns,
  standardColumns,
  type FurtherColumn,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import { jobSchema } from "@tagalong/shared/contracts/job.ts";
import { useState } from "preact/hooks";
import { useProperties } from "../contacts/use-properties.ts";
import { useJobs } from "../jobs/job-store.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { counted } from "../tags/tag-words.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useSubmit } from "../ui/use-submit.ts";

/** An export of any size in the background, with the columns of one's choice (C4). */
export function ExportDialog({
  filter,
  total,
  close,
}: {
  filter: ContactFilter;
  total: number;
  close: () => void;
}) {
  const { api } = useSignedIn();
  const jobs = useJobs();
  const properties = useProperties();
  const submit = useSubmit();
  const [chosen, setChosen] = useState<readonly FurtherColumn[]>([]);
  const offered = [
    ...furtherColumns.map((value) => ({
      value: value as FurtherColumn,
      label: columnLabels[value],
    })),
    ...properties.map(({ key, label }) => ({ value: `property.${key}`, label })),
  ];
  const toggle = (column: FurtherColumn) =>
    setChosen(
      chosen.includes(column) ? chosen.filter((each) => each !== column) : [...chosen, column],
    );
  const start = () =>
    submit.run(async () => {
      const body = { filter, columns: chosen };
      const request = { method: "POST", body, answer: jobSchema } as const;
      jobs.begin(await api.call("/api/crm/contacts/exports", request));
      close();
    });
  const problem = submit.except();
  return (
    <Dialog title="Export contacts" close={close}>
      <div class="dialog-body transfer-dialog">
        <p class="muted">
          {counted(total, "contact")} as CSV, in the background: the file can be saved when it is
          done, for seven days.
        </p>
        <p class="transfer-standard">
          <span class="field-label">Always there</span>
          <span class="muted">{standardColumns.map((each) => columnLabels[each]).join(", ")}</span>
        </p>
        <fieldset class="transfer-columns">
          <legend class="field-label">Further columns</legend>
          {offered.map(({ value, label }) => (
            <label key={value} class="transfer-check">
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => toggle(value)}
              />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
        {problem && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
      </div>
      <footer class="dialog-footer">
        <Button onClick={close}>Cancel</Button>
        <Button look="primary" disabled={submit.busy} onClick={start}>
          Export
        </Button>
      </footer>
    </Dialog>
  );
}
