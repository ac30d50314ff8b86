import type { CrmRecord } from "@tagalong/shared/contracts/crm-record.ts";
import { useEffect, useState } from "preact/hooks";
import { usePages } from "../api/use-pages.ts";
import type { ChosenContact } from "../contacts/contact-choice.tsx";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { RecordDialog } from "./record-dialog.tsx";
import type { RecordFace } from "./record-face.ts";
import "./records-page.css";

/** A contact's leads or deals, beside its conversations (C3). */
export function ContactRecords<Item extends CrmRecord>({
  face,
  contact,
}: {
  face: RecordFace<Item>;
  contact: ChosenContact;
}) {
  const { can, live } = useSignedIn();
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const [version, setVersion] = useState(0);
  const { items, more, failure } = usePages(
    face.api,
    face.item,
    { contact: String(contact.id), limit: "20" },
    version,
  );
  useEffect(
    () =>
      live.on("record", ({ type, contactId }) => {
        if (type === face.noun && contactId === contact.id) setVersion((now) => now + 1);
      }),
    [live, face.noun, contact.id],
  );
  return (
    <section class="record-section" aria-label={face.title}>
      <header class="record-section-header">
        <h2>{face.title}</h2>
        {can(face.manage) && (
          <Button size="sm" look="quiet" icon="plus" onClick={() => setCreating(true)}>
            Add {face.noun}
          </Button>
        )}
      </header>
      {failure && !items ? (
        <p class="faint">{failure}</p>
      ) : items?.length === 0 ? (
        <p class="faint">No {face.noun}s.</p>
      ) : (
        <ul class="record-list">
          {items?.map((item) => (
            <li key={item.id}>
              <a class="truncate" href={router.href(`${face.path}/${item.id}`)}>
                {item.title}
              </a>
              <span class="faint">
                {face.columns.map(({ label, cell }, at) => (
                  <span key={label}>
                    {at > 0 && " · "}
                    {cell(item)}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {more && (
        <Button size="sm" look="quiet" onClick={more}>
          Show more
        </Button>
      )}
      {creating && (
        <RecordDialog
          face={face}
          contact={contact}
          close={() => setCreating(false)}
          saved={() => {
            setCreating(false);
            setVersion((now) => now + 1);
          }}
        />
      )}
    </section>
  );
}
