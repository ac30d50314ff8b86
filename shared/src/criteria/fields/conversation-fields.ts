import { conversationStatuses } from "../../contracts/conversation.ts";
import { priorities } from "../../priority/priorities.ts";
import type { Field } from "../field.ts";
import { sql } from "../sql-part.ts";
import { scalarField } from "./scalar-field.ts";
import { tagsField } from "./tags-field.ts";

const subject = "conversation";

export const conversationFields: readonly Field[] = [
  scalarField({
    id: "conversation.channel",
    label: "Channel",
    kind: "choice",
    subject,
    from: (facts) => facts.conversation?.channel,
    column: sql`conversation.channel`,
  }),
  scalarField({
    id: "conversation.topic",
    label: "Topic",
    kind: "text",
    subject,
    from: (facts) => facts.conversation?.topic,
    column: sql`conversation.topic_folded`,
  }),
  scalarField({
    id: "conversation.subject",
    label: "Subject",
    kind: "text",
    subject,
    from: (facts) => facts.conversation?.subject,
    column: sql`conversation.subject_folded`,
  }),
  scalarField({
    id: "conversation.language",
    label: "Language",
    kind: "text",
    subject,
    from: (facts) => facts.conversation?.language,
    column: sql`conversation.language_folded`,
  }),
  scalarField({
    id: "conversation.pageUrl",
    label: "Page address",
    kind: "text",
    subject,
    from: (facts) => facts.conversation?.pageUrl,
    column: sql`conversation.page_url_folded`,
  }),
  scalarField({
    id: "conversation.status",
    label: "Status",
    kind: "choice",
    choices: conversationStatuses,
    subject,
    from: (facts) => facts.conversation?.status,
    column: sql`conversation.status`,
  }),
  scalarField({
    id: "conversation.priority",
    label: "Priority",
    kind: "choice",
    choices: priorities,
    subject,
    from: (facts) => facts.conversation?.priority,
    column: sql`conversation.priority`,
  }),
  scalarField({
    id: "conversation.queue",
    label: "Queue",
    kind: "choice",
    reference: "queues",
    subject,
    from: (facts) => facts.conversation?.queue,
    column: sql`conversation.queue_id`,
  }),
  scalarField({
    id: "conversation.team",
    label: "Team",
    kind: "choice",
    reference: "teams",
    subject,
    from: (facts) => facts.conversation?.team,
    column: sql`conversation.team_id`,
  }),
  scalarField({
    id: "conversation.assignee",
    label: "Assignee",
    kind: "choice",
    reference: "agents",
    subject,
    from: (facts) => facts.conversation?.assignee,
    column: sql`conversation.assignee_id`,
  }),
  tagsField({
    id: "conversation.tags",
    label: "Conversation tags",
    subject,
    from: (facts) => facts.conversation?.tags ?? [],
    column: sql`conversation.tag_ids`,
  }),
  scalarField({
    id: "conversation.createdAt",
    label: "Conversation started",
    kind: "date",
    subject,
    from: (facts) => facts.conversation?.createdAt,
    column: sql`conversation.created_at`,
  }),
];
