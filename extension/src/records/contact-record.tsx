import type { ComponentChildren } from "preact";
import { ContactActions } from "../contacts/contact-actions.tsx";
import { ContactProfile } from "../contacts/contact-profile.tsx";
import { ContactProperties } from "../contacts/contact-properties.tsx";
import type { ContactStore } from "../contacts/contact-store.ts";
import { ContactTimeline } from "../contacts/contact-timeline.tsx";
import { useFollowMerged } from "../contacts/use-follow-merged.ts";
import { ContactLeadsAndDeals } from "../crm-records/contact-leads-and-deals.tsx";
import { useRouter } from "../navigation/router.ts";
import { ContactSegments } from "../segments/contact-segments.tsx";
import { useSignedIn } from "../session/signed-in.ts";
import { RecordTagsSection } from "../tags/record-tags-section.tsx";
import { FailureState, Loading } from "../ui/state.tsx";
import { ContactConversations } from "./contact-conversations.tsx";

/** A contact with all that travels along: tags, segments with why, details, history (C3). */
export function ContactRecord({
  store,
  ownPage,
  conversationId,
  children,
}: {
  store: ContactStore;
  /** On the contact's own page the name is the page's heading, not a link to it. */
  ownPage?: boolean;
  /** The conversation in view, if any. */
  conversationId?: number;
  /** Sections of the record in view, after the segments. */
  children?: ComponentChildren;
}) {
  const { can } = useSignedIn();
  const router = useRouter();
  const contact = store.contact.value;
  useFollowMerged(store);
  if (!contact) {
    return store.failure.value ? (
      <FailureState
        failure={store.failure.value}
        retry={() => void store.read()}
        back={{ href: router.href("/contacts"), label: "All contacts" }}
      />
    ) : (
      <Loading label="Loading the contact" rows={5} />
    );
  }
  return (
    <div class="contact-record">
      <ContactProfile
        contact={contact}
        edits={store.edits}
        heading={ownPage ? "h1" : "h2"}
        href={ownPage || !can("view contacts") ? undefined : router.href(`/contacts/${contact.id}`)}
        actions={<ContactActions store={store} />}
      />
      <div class="contact-record-main">
        <RecordTagsSection tags={store.tags} scope="contact" title="Tags" shortcut="t" />
        <ContactSegments segments={contact.segments} />
        {children}
        <ContactLeadsAndDeals contact={contact} />
        <ContactProperties contact={contact} edits={store.edits} />
      </div>
      <div class="contact-record-history">
        {can("view conversations") && (
          <ContactConversations contactId={contact.id} currentId={conversationId} />
        )}
        <ContactTimeline contactId={contact.id} revision={contact.revision} />
      </div>
    </div>
  );
}
