import type { Conversation } from "@tagalong/shared/contracts/conversation.ts";
import { Avatar } from "../ui/avatar.tsx";
import { classNames } from "../ui/class-names.ts";
import { Ago } from "../ui/time.tsx";
import "./inbox-row.css";
import { PriorityMark } from "./priority-mark.tsx";

export const isUnread = (conversation: Conversation) =>
  conversation.head > conversation.agentReadSequence && conversation.previewAuthor === "visitor";

export function InboxRow({
  conversation,
  href,
  open,
}: {
  conversation: Conversation;
  href: string;
  open: boolean;
}) {
  const { contact, preview, previewAuthor, queue, assignee, waitingSince } = conversation;
  const unread = isUnread(conversation);
  return (
    <a
      href={href}
      class={classNames("inbox-row", unread && "inbox-row-unread")}
      aria-current={open ? "page" : undefined}
      data-conversation={conversation.id}
    >
      <Avatar name={contact.displayName} />
      <span class="inbox-row-text">
        <span class="inbox-row-line">
          <span class="inbox-row-name truncate">{contact.displayName}</span>
          {unread && (
            <span class="inbox-row-dot">
              <span class="visually-hidden">Unread</span>
            </span>
          )}
          <PriorityMark priority={conversation.priority} />
          <span class={waitingSince ? "inbox-row-wait" : "inbox-row-time"}>
            <Ago
              at={waitingSince ?? conversation.lastMessageAt}
              prefix={waitingSince ? "Waiting " : "Last message "}
              lasting={waitingSince !== null}
            />
          </span>
        </span>
        <span class="inbox-row-preview truncate">
          {previewAuthor === "agent" && <span class="faint">Reply: </span>}
          {preview || "No message yet"}
        </span>
        <span class="inbox-row-place truncate">
          {[queue?.name, assignee ? assignee.name : "Unassigned"].filter(Boolean).join(" · ")}
        </span>
      </span>
    </a>
  );
}
