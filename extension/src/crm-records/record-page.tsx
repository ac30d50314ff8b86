import type { CrmRecord } from "@tagalong/shared/contracts/crm-record.ts";
import { useEffect, useMemo, useState } from "preact/hooks";
import { z } from "zod";
import { sentenceOf } from "../api/api-error.ts";
import { useAgents } from "../contacts/use-agents.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { RecordTagsSection } from "../tags/record-tags-section.tsx";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { date } from "../ui/format-time.ts";
import { PageFrame } from "../ui/page-frame.tsx";
import { FailureState, Loading } from "../ui/state.tsx";
import { say, sayFailed } from "../ui/toaster.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import type { RecordFace } from "./record-face.ts";
import { RecordStore } from "./record-store.ts";
import "./records-page.css";

/** One lead or deal: what it is, whose, and its tags with the picker (K1, T8). */
export function RecordPage<Item extends CrmRecord>({
  face,
  id,
}: {
  face: RecordFace<Item>;
  id: number;
}) {
  const signedIn = useSignedIn();
  const router = useRouter();
  const catalogue = useCatalogue();
  const [opened, setOpened] = useState<"edit" | "delete" | null>(null);
  const { api, noun } = face;
  const store = useMemo(
    () => new RecordStore(signedIn, catalogue, face, id),
    [signedIn, api, noun, id],
  );
  useEffect(() => () => store.close(), [store]);
  const record = store.record.value;
  const all = `All ${noun}s`;
  if (!record) {
    return store.failure.value ? (
      <FailureState
        failure={store.failure.value}
        retry={() => void store.read()}
        back={{ href: router.href(face.path), label: all }}
      />
    ) : (
      <Loading label={`Loading the ${noun}`} />
    );
  }
  const close = () => setOpened(null);
  const remove = async () => {
    try {
      await signedIn.api.call(`${face.api}/${id}`, { method: "DELETE", answer: z.unknown() });
      say(`${noun === "lead" ? "Lead" : "Deal"} deleted`);
      router.go(face.path, { replace: true });
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
  };
  return (
    <PageFrame
      above={<a href={router.href(face.path)}>{all}</a>}
      title={record.title}
      actions={
        signedIn.can(face.manage) && (
          <>
            <Button onClick={() => setOpened("delete")}>Delete</Button>
            <Button look="primary" onClick={() => setOpened("edit")}>
              Edit
            </Button>
          </>
        )
      }
    >
      <div class="record-body">
        <Facts face={face} record={record} />
        <RecordTagsSection
          tags={store.tags}
          scope="contact"
          title="Tags"
          shortcut="t"
          permission={face.manage}
        />
      </div>
      {opened === "edit" && (
        <RecordDialog
          face={face}
          record={record}
          close={close}
          saved={() => {
            close();
            void store.read();
          }}
        />
      )}
      {opened === "delete" && (
        <Dialog title={`Delete ${noun}`} close={close}>
          <div class="dialog-body">
            <p>
              “{record.title}” and its tags are removed for good. The contact stays, and its
              timeline keeps that there was one.
            </p>
          </div>
          <footer class="dialog-footer">
            <Button onClick={close}>Cancel</Button>
            <Button look="danger" onClick={() => void remove()}>
              Delete
            </Button>
          </footer>
        </Dialog>
      )}
    </PageFrame>
  );
}

function Facts<Item extends CrmRecord>({ face, record }: { face: RecordFace<Item>; record: Item }) {
  const router = useRouter();
  const agents = useAgents();
  return (
    <dl class="record-facts">
      <dt>Contact</dt>
      <dd>
        <a href={router.href(`/contacts/${record.contact.id}`)}>{record.contact.displayName}</a>
      </dd>
      {face.columns.map(({ label, cell }) => (
        <>
          <dt>{label}</dt>
          <dd>{cell(record)}</dd>
        </>
      ))}
      <dt>Owner</dt>
      <dd>{(record.ownerId !== null && agents.get(record.ownerId)) || "Nobody"}</dd>
      <dt>Created</dt>
      <dd>{date(record.createdAt)}</dd>
    </dl>
  );
}
