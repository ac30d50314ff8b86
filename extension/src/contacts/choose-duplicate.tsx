import { likeContactsSchema, type LikeContacts } from "@tagalong/shared/contracts/contact-merge.ts";
import { contactSchema, type Contact } from "@tagalong/shared/contracts/contact.ts";
import { pageOf } from "@tagalong/shared/contracts/page.ts";
import { useEffect, useRef, useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useRead } from "../api/use-read.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";

const pageSchema = pageOf(contactSchema);
const pause = 200;

const words: Record<LikeContacts[number]["same"][number], string> = {
  externalId: "external id",
  email: "email",
  phone: "phone",
};

/** Who else the contact may be: the likely ones first, anybody by name or email. */
export function ChooseDuplicate({
  contact,
  choose,
  close,
}: {
  contact: Contact;
  choose: (other: Contact) => void;
  close: () => void;
}) {
  const [query, setQuery] = useState("");
  const found = useFound(query, contact.id);
  const alike = useRead(`/api/crm/contacts/${contact.id}/duplicates`, likeContactsSchema);
  const search = useRef<HTMLInputElement>(null);
  // Also when one comes back to choose another one.
  useEffect(() => search.current?.focus(), []);
  const searching = query.trim() !== "";
  return (
    <>
      <div class="dialog-body">
        <div class="search">
          <Icon name="search" />
          <input
            ref={search}
            type="search"
            class="input"
            data-autofocus
            aria-label="Search contacts to merge with"
            placeholder="Search by name, email, phone or company"
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </div>
        <section class="merge-candidates" aria-label={searching ? "Found" : "Possible duplicates"}>
          {!searching && <h3>Possible duplicates</h3>}
          {searching ? (
            <Rows
              failure={found.failure}
              rows={found.contacts?.map((each) => ({ contact: each, note: null })) ?? null}
              nobody="No other contact matches."
              choose={choose}
            />
          ) : (
            <Rows
              failure={alike.failure}
              rows={
                alike.value?.map((each) => ({
                  contact: each.contact,
                  note: `Same ${new Intl.ListFormat("en").format(each.same.map((one) => words[one]))}`,
                })) ?? null
              }
              nobody="Nobody else has this email, phone number or external id. Search for the other contact."
              choose={choose}
            />
          )}
        </section>
      </div>
      <footer class="dialog-footer">
        <Button onClick={close}>Cancel</Button>
      </footer>
    </>
  );
}

function Rows({
  rows,
  failure,
  nobody,
  choose,
}: {
  rows: { contact: Contact; note: string | null }[] | null;
  failure: string | null;
  nobody: string;
  choose: (other: Contact) => void;
}) {
  if (failure) return <p role="alert">{failure}</p>;
  if (!rows) {
    return (
      <p class="faint" role="status">
        Looking…
      </p>
    );
  }
  if (rows.length === 0) {
    return (
      <p class="muted" role="status">
        {nobody}
      </p>
    );
  }
  return (
    <ul>
      {rows.map(({ contact, note }) => (
        <li key={contact.id}>
          <button type="button" class="merge-candidate" onClick={() => choose(contact)}>
            <Avatar name={contact.displayName} size={28} />
            <span class="merge-candidate-text">
              <span class="truncate">{contact.displayName}</span>
              <span class="muted truncate">{about(contact)}</span>
            </span>
            {note && <span class="merge-candidate-note">{note}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

const about = ({ displayName, email, phone, company, id }: Contact) =>
  [email, phone, company].filter((each) => each && each !== displayName).join(" · ") ||
  `Contact ${id}`;

function useFound(query: string, notId: number) {
  const { api } = useSignedIn();
  const [contacts, setContacts] = useState<Contact[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const q = query.trim();
  useEffect(() => {
    if (q === "") {
      setContacts(null);
      return;
    }
    const asking = new AbortController();
    const timer = setTimeout(() => {
      api
        .call("/api/crm/contacts", {
          query: { q, limit: 9 },
          answer: pageSchema,
          signal: asking.signal,
        })
        .then(
          ({ items }) => {
            setFailure(null);
            setContacts(items.filter(({ id }) => id !== notId).slice(0, 8));
          },
          (error: unknown) => {
            if (!asking.signal.aborted) setFailure(sentenceOf(error));
          },
        );
    }, pause);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [api, q]);
  return { contacts, failure };
}
