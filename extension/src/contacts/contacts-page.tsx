import { contactSchema } from "@tagalong/shared/contracts/contact.ts";
import { useState } from "preact/hooks";
import { usePages } from "../api/use-pages.ts";
import { useRouter } from "../navigation/router.ts";
import { Button } from "../ui/button.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { EmptyState, ErrorState, Loading } from "../ui/state.tsx";
import { Ago } from "../ui/time.tsx";

/** Audiences → Contacts, in its first plain form (C2). */
export function ContactsPage() {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const { items, more, failure, retry } = usePages("/api/crm/contacts", contactSchema, {
    q: query || undefined,
  });
  return (
    <PageFrame title="Contacts">
      <div class="page-bar">
        <SearchField label="Search contacts" search={setQuery} />
      </div>
      {failure && !items ? (
        <ErrorState message={failure} retry={retry} />
      ) : !items ? (
        <Loading label="Loading contacts" />
      ) : items.length === 0 ? (
        <EmptyState icon="contacts" title={query ? "No contact matches" : "No contacts yet"}>
          {query
            ? "Try a part of the name, the email or the company."
            : "Everyone who writes to you becomes a contact."}
        </EmptyState>
      ) : (
        <div class="table-frame">
          <table class="table table-stacking">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Email</th>
                <th scope="col">Phone</th>
                <th scope="col">Company</th>
                <th scope="col">Last seen</th>
              </tr>
            </thead>
            <tbody>
              {items.map((contact) => (
                <tr key={contact.id}>
                  <td>
                    <a href={router.href(`/contacts/${contact.id}`)}>{contact.displayName}</a>
                  </td>
                  <td>{contact.email}</td>
                  <td>{contact.phone}</td>
                  <td>{contact.company}</td>
                  <td data-label="Last seen">
                    {contact.lastSeenAt && <Ago at={contact.lastSeenAt} words />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more && (
        <div class="table-more">
          <Button onClick={more}>Show more</Button>
        </div>
      )}
    </PageFrame>
  );
}
