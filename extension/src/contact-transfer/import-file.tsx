import {
  importPreviewSchema,
  type FileFormat,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import { useState } from "preact/hooks";
import { useRead } from "../api/use-read.ts";
import { useRouter } from "../navigation/router.ts";
import { FailureState, Loading } from "../ui/state.tsx";
import { ImportSteps } from "./import-steps.tsx";
import { MapColumns } from "./map-columns.tsx";
import { RunImport } from "./run-import.tsx";

/** An uploaded file: its columns are settled, or its import is under way or done. */
export function ImportFile({ id }: { id: number }) {
  const router = useRouter();
  const [asked, setAsked] = useState<FileFormat | null>(null);
  const [jobId, setJobId] = useState<number | null>(null);
  const query = asked ? `?${new URLSearchParams(asked)}` : "";
  const path = `/api/crm/contacts/imports/${id}${query}`;
  const { value, failure, missing, retry } = useRead(path, importPreviewSchema);
  if (failure && !value) {
    const message = missing ? "This file is there no more. Upload it again." : failure;
    const back = { href: router.href("/contacts/import"), label: "Choose a file" };
    return <FailureState failure={{ message, missing }} retry={retry} back={back} />;
  }
  if (!value) return <Loading label="Reading the file" />;
  const job = jobId ?? value.jobId;
  if (job !== null) return <RunImport jobId={job} />;
  return (
    <>
      <ImportSteps at="Columns" />
      <MapColumns
        // Another way of reading it makes other columns of it.
        key={JSON.stringify(value.format)}
        file={value}
        read={setAsked}
        started={setJobId}
      />
    </>
  );
}
