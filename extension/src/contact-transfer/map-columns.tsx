import {
  importTargets,
  type FileFormat,
  type ImportPreview,
  type ImportTarget,
  type NewImport,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import { jobSchema } from "@tagalong/shared/contracts/job.ts";
import { useMemo, useState } from "preact/hooks";
import { DraftTags } from "../bulk-tags/draft-tags.ts";
import { useProperties } from "../contacts/use-properties.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { Button } from "../ui/button.tsx";
import { useSubmit } from "../ui/use-submit.ts";
import { CheckResult } from "./check-result.tsx";
import { ColumnTable } from "./column-table.tsx";
import { ImportOptions, type Options } from "./import-options.tsx";
import { useCheck } from "./use-check.ts";

/** The second step: what each column is, and what becomes of people who are there already. */
export function MapColumns({
  file,
  read,
  started,
}: {
  file: ImportPreview;
  read: (format: FileFormat) => void;
  started: (jobId: number) => void;
}) {
  const { api } = useSignedIn();
  const router = useRouter();
  const catalogue = useCatalogue();
  const properties = useProperties().filter(({ writers }) => writers.includes("agent"));
  const draft = useMemo(() => new DraftTags(catalogue), [catalogue]);
  const guesses = file.columns.map(({ guess }) => guess);
  const [columns, setColumns] = useState<readonly ImportTarget[]>(guesses);
  const [options, setOptions] = useState<Options>(() => optionsFor(guesses));
  const submit = useSubmit();

  const settings: NewImport = {
    ...file.format,
    ...options,
    match: options.match === "none" || columns.includes(options.match) ? options.match : "none",
    columns: [...columns],
    tags: [...draft.ids.value],
  };
  const checked = useCheck(file.id, settings);

  const targets = [
    ...Object.entries(importTargets).map(([value, label]) => ({ value, label })),
    ...properties.map(({ key, label }) => ({
      value: `property.${key}`,
      label: `${label} (property)`,
    })),
  ];
  const assign = (at: number, target: ImportTarget) =>
    setColumns(
      columns.map((each, index) => {
        if (index === at) return target;
        // One column a field: whoever had it gives it up.
        return target !== "ignore" && each === target ? "ignore" : each;
      }),
    );
  const start = () =>
    submit.run(async () => {
      const path = `/api/crm/contacts/imports/${file.id}/start`;
      const job = await api.call(path, { method: "POST", body: settings, answer: jobSchema });
      // Shown on this very page, so that the tray need not open.
      started(job.id);
    });
  const problem = submit.except();
  const dates = columns.some(
    (each) =>
      each === "firstSeen" ||
      each === "lastSeen" ||
      properties.some(({ key, kind }) => each === `property.${key}` && kind === "date"),
  );
  const numbers = properties.some(
    ({ key, kind }) => kind === "number" && columns.includes(`property.${key}`),
  );
  return (
    <div class="import-map">
      <ColumnTable
        file={file}
        columns={columns}
        targets={targets}
        problems={checked.result?.problems ?? []}
        refusal={checked.refusal}
        assign={assign}
        read={read}
      />
      <ImportOptions
        columns={columns}
        options={options}
        change={(changed) => setOptions({ ...options, ...changed })}
        draft={draft}
        needs={{ dates, numbers }}
      />
      <CheckResult checked={checked} headers={file.columns.map(({ header }) => header)} />
      {problem && (
        <p class="import-problem" role="alert">
          {problem}
        </p>
      )}
      <footer class="import-actions">
        <p class="faint">
          An import cannot be undone. What it changes is on each contact’s timeline.
        </p>
        <a class="button button-plain button-md" href={router.href("/contacts/import")}>
          Another file
        </a>
        <Button look="primary" disabled={submit.busy || checked.refusal !== null} onClick={start}>
          {submit.busy ? "Starting…" : "Import"}
        </Button>
      </footer>
    </div>
  );
}

/** People are best known by what proves who they are, then by what is least often shared. */
function optionsFor(columns: readonly ImportTarget[]): Options {
  const best = (["externalId", "email", "phone"] as const).find((each) => columns.includes(each));
  return {
    match: best ?? "none",
    onMatch: "update",
    tagSeparator: "|",
    country: null,
    dates: "dayFirst",
    decimal: ".",
  };
}
