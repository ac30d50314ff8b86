import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { ContactStore } from "../contacts/contact-store.ts";
import { useRouter } from "../navigation/router.ts";
import { ContactRecord } from "../records/contact-record.tsx";
import { SegmentChip } from "../segments/segment-chip.tsx";
import { useSignedIn } from "../session/signed-in.ts";
import { RecordTagsSection } from "../tags/record-tags-section.tsx";
import { useCatalogue } from "../tags/tag-catalogue.ts";
import { TagChip } from "../tags/tag-chip.tsx";
import { FailureState, Loading } from "../ui/state.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { Composer } from "./composer.tsx";
import { ConversationFacts } from "./conversation-facts.tsx";
import { ConversationHeader, reopen } from "./conversation-header.tsx";
import "./conversation-view.css";
import { useInbox } from "./inbox.ts";
import { MessageList } from "./message-list.tsx";
import { useReplies } from "./replies.ts";
import { Thread } from "./thread.ts";

/** A conversation: thread and customer side by side, or as two tabs where there is no room. */
export function ConversationView({
  id,
  wide,
  back,
}: {
  id: number;
  wide: boolean;
  back?: ComponentChildren;
}) {
  const signedIn = useSignedIn();
  const router = useRouter();
  const parts = {
    signedIn,
    catalogue: useCatalogue(),
    inbox: useInbox(),
    replies: useReplies(),
  };
  const thread = useMemo(() => new Thread(parts, id), [id, signedIn]);
  useEffect(() => () => thread.close(), [thread]);

  const detail = thread.detail.value;
  const contactId = detail?.contact.id;
  const store = useMemo(
    () =>
      contactId === undefined ? null : new ContactStore(signedIn, parts.catalogue, contactId, id),
    [contactId, id, signedIn],
  );
  useEffect(() => () => store?.close(), [store]);

  if (!detail || !store) {
    return (
      <section class="conversation-view" aria-label="Conversation">
        {back && <header class="conversation-header">{back}</header>}
        {thread.failure.value ? (
          <FailureState
            failure={thread.failure.value}
            retry={() => void thread.read()}
            back={{ href: router.href("/conversations"), label: "Back to the inbox" }}
          />
        ) : (
          <Loading label="Loading the conversation" rows={3} />
        )}
      </section>
    );
  }

  const chat = (
    <div class="conversation-chat">
      <MessageList key={id} thread={thread} detail={detail} />
      {signedIn.can("reply to conversations") && (
        <Composer
          key={id}
          thread={thread}
          contactName={detail.contact.displayName}
          closed={detail.status === "closed"}
          reopen={signedIn.can("manage conversations") ? () => reopen(thread) : null}
        />
      )}
    </div>
  );
  const own = (
    <>
      <ConversationFacts detail={detail} />
      <RecordTagsSection tags={thread.tags} scope="conversation" title="Conversation tags" />
    </>
  );
  const customer = signedIn.can("view contacts") ? (
    <ContactRecord key={store.id} store={store} conversationId={id}>
      {own}
    </ContactRecord>
  ) : (
    <div class="contact-record">
      <div class="contact-record-main">{own}</div>
    </div>
  );
  return (
    <section
      class={wide ? "conversation-view conversation-wide" : "conversation-view"}
      aria-label={`Conversation with ${detail.contact.displayName}`}
    >
      <div class="conversation-main">
        <ConversationHeader thread={thread} detail={detail} back={back} />
        {wide ? chat : <ChatAndCustomer chat={chat} customer={customer} store={store} />}
      </div>
      {wide && (
        <aside class="conversation-side" aria-label="Customer">
          {customer}
        </aside>
      )}
    </section>
  );
}

function ChatAndCustomer({
  chat,
  customer,
  store,
}: {
  chat: ComponentChildren;
  customer: ComponentChildren;
  store: ContactStore;
}) {
  const router = useRouter();
  const path = router.path.value;
  const onCustomer = path.endsWith("/customer");
  const base = path.replace(/\/customer$/, "");
  return (
    <Tabs
      label="Conversation"
      value={onCustomer ? "customer" : "chat"}
      change={(value) => router.go(value === "customer" ? `${base}/customer` : base)}
      tabs={[
        {
          value: "chat",
          label: "Chat",
          content: (
            <>
              <CustomerStrip store={store} />
              {chat}
            </>
          ),
        },
        { value: "customer", label: "Customer", content: customer },
      ]}
    />
  );
}

/** As many as fit in two lines of the panel. */
const mostInStrip = 6;

/** Who the customer is, at a glance above the thread; all of it stands under Customer. */
function CustomerStrip({ store }: { store: ContactStore }) {
  const catalogue = useCatalogue();
  const segments = (store.contact.value?.segments ?? []).map((segment) => (
    <li key={`s${segment.segmentId} ${segment.origin}`}>
      <SegmentChip name={segment.name} selfDeclared={segment.selfDeclared} />
    </li>
  ));
  const tags = store.tags.shown.value.map(({ tagId, pending }) => {
    const tag = catalogue.get(tagId);
    return (
      tag && (
        <li key={tagId}>
          <TagChip tag={tag} pending={pending} />
        </li>
      )
    );
  });
  const all = [...segments, ...tags];
  if (all.length === 0) return null;
  return (
    <ul class="customer-strip" aria-label="Segments and tags">
      {all.slice(0, mostInStrip)}
      {all.length > mostInStrip && <li class="faint">+{all.length - mostInStrip}</li>}
    </ul>
  );
}
