import { idIn } from "../contacts/use-contact-view.ts";
import { useRouter } from "../navigation/router.ts";
import { NotPermitted } from "../session/not-permitted.tsx";
import { useSignedIn } from "../session/signed-in.ts";
import { PageFrame } from "../ui/page-frame.tsx";
import { ChooseFile } from "./choose-file.tsx";
import "./contact-transfer.css";
import { ImportFile } from "./import-file.tsx";

/** Contacts from a file in three steps (C5); the address names the file, so a reload loses nothing. */
export function ImportPage() {
  const { can } = useSignedIn();
  const router = useRouter();
  const id = idIn(router.query.value.get("file"));
  if (!can("manage contacts")) return <NotPermitted permission="manage contacts" />;
  return (
    <PageFrame
      above={<a href={router.href("/contacts")}>Contacts</a>}
      title="Import contacts"
      lead="From a CSV of another program or a spreadsheet."
    >
      {id === null ? (
        <ChooseFile
          uploaded={({ id: file }) => router.go(`/contacts/import?file=${file}`, { replace: true })}
        />
      ) : (
        <ImportFile key={id} id={id} />
      )}
    </PageFrame>
  );
}
