import type {
  ConversationChange,
  ConversationDetail,
} from "@tagalong/shared/contracts/conversation.ts";
import { teammateSchema, type Teammate } from "@tagalong/shared/contracts/me.ts";
import { priorities, type Priority } from "@tagalong/shared/priority/priorities.ts";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { z } from "zod";
import { sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { say, sayFailed } from "../ui/toaster.tsx";
import "./conversation-header.css";
import { priorityLabels, PriorityMark } from "./priority-mark.tsx";
import type { Thread } from "./thread.ts";

/** Who writes, and the conversation's priority, assignee and status to change. */
export function ConversationHeader({
  thread,
  detail,
  back,
}: {
  thread: Thread;
  detail: ConversationDetail;
  /** The way back to the list where there is one column only. */
  back?: ComponentChildren;
}) {
  const { can } = useSignedIn();
  const mayChange = can("manage conversations");
  const Heading = back ? "h1" : "h2";
  const change = (wanted: ConversationChange, said: string) => changeAndSay(thread, wanted, said);
  return (
    <header class="conversation-header">
      <div class="conversation-title">
        {back}
        <Heading class="truncate">{detail.contact.displayName}</Heading>
        {detail.status !== "open" && <span class="conversation-status">{detail.status}</span>}
      </div>
      <div class="conversation-actions">
        {mayChange ? (
          <>
            <PriorityMenu
              priority={detail.priority}
              change={(priority) =>
                void change({ priority }, `Priority: ${priorityLabels[priority]}`)
              }
            />
            <AssigneeMenu
              assignee={detail.assignee}
              change={(assignee) =>
                void change(
                  { assigneeId: assignee?.id ?? null },
                  assignee ? `Assigned to ${assignee.name}` : "Unassigned",
                )
              }
            />
            {detail.status === "closed" ? (
              <Button size="sm" icon="reopen" onClick={() => reopen(thread)}>
                Reopen
              </Button>
            ) : (
              <Button
                size="sm"
                icon="check"
                onClick={() => void change({ status: "closed" }, "Conversation closed")}
              >
                Close
              </Button>
            )}
          </>
        ) : (
          <>
            <PriorityMark priority={detail.priority} />
            <span class="muted">{detail.assignee?.name ?? "Unassigned"}</span>
          </>
        )}
      </div>
    </header>
  );
}

/** Changes the conversation and says that it is done, or why not. */
async function changeAndSay(thread: Thread, wanted: ConversationChange, said: string) {
  try {
    await thread.change(wanted);
    say(said);
  } catch (error) {
    sayFailed(sentenceOf(error));
  }
}

export const reopen = (thread: Thread) =>
  void changeAndSay(thread, { status: "open" }, "Conversation reopened");

function PriorityMenu({
  priority,
  change,
}: {
  priority: Priority;
  change: (priority: Priority) => void;
}) {
  return (
    <Menu
      label={`Priority: ${priorityLabels[priority]}`}
      placement="bottom-end"
      trigger={
        <>
          <PriorityMark priority={priority} decoration />
          <span class="conversation-action-label">{priorityLabels[priority]}</span>
        </>
      }
      items={priorities.map((each) => ({
        value: each,
        label: priorityLabels[each],
        mark: <PriorityMark priority={each} decoration />,
        checked: each === priority,
      }))}
      select={(value) => {
        if (value !== priority) change(value as Priority);
      }}
    />
  );
}

function AssigneeMenu({
  assignee,
  change,
}: {
  assignee: ConversationDetail["assignee"];
  change: (assignee: Teammate | null) => void;
}) {
  const { api, me } = useSignedIn();
  const [teammates, setTeammates] = useState<readonly Teammate[]>([]);
  useEffect(() => {
    api
      .call("/api/teammates", { answer: z.array(teammateSchema) })
      .then(setTeammates, () => setTeammates([]));
  }, [api]);
  // Oneself first: most assignments are "I take this".
  const ordered = [...teammates].sort(
    (a, b) => Number(b.id === me.agent.id) - Number(a.id === me.agent.id),
  );
  return (
    <Menu
      label={`Assignee: ${assignee?.name ?? "Unassigned"}`}
      placement="bottom-end"
      trigger={
        <>
          {assignee ? (
            <Avatar name={assignee.name} size={20} />
          ) : (
            <Icon name="contacts" size={14} />
          )}
          <span class="conversation-action-label truncate">{assignee?.name ?? "Unassigned"}</span>
        </>
      }
      items={[
        ...ordered.map((each) => ({
          value: String(each.id),
          label: each.id === me.agent.id ? `${each.name} (you)` : each.name,
          mark: <Avatar name={each.name} size={20} />,
          checked: each.id === assignee?.id,
        })),
        { value: "nobody", label: "Nobody", checked: assignee === null },
      ]}
      select={(value) => {
        if (value === String(assignee?.id ?? "nobody")) return;
        change(ordered.find((each) => String(each.id) === value) ?? null);
      }}
    />
  );
}
