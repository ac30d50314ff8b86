import { ConversationView } from "../conversations/conversation-view.tsx";
import { InboxPane } from "../conversations/inbox-pane.tsx";
import { EmptyState } from "../ui/state.tsx";
import "./inbox-page.css";

/** List beside conversation. */
export function InboxPage({
  conversationId,
  wide,
}: {
  conversationId: number | null;
  wide: boolean;
}) {
  return (
    <div class="inbox-page">
      <InboxPane openId={conversationId} title={<h1 class="pane-title">Inbox</h1>} />
      {conversationId === null ? (
        <section class="inbox-nothing" aria-label="Conversation">
          <EmptyState icon="inbox" title="No conversation chosen">
            Choose one from the list, or press <kbd>j</kbd> and <kbd>Enter</kbd>.
          </EmptyState>
        </section>
      ) : (
        <ConversationView key={conversationId} id={conversationId} wide={wide} />
      )}
    </div>
  );
}
