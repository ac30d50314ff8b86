import type { Delimiter, Encoding } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { propertyKinds, propertyWriters } from "@tagalong/shared/contracts/contact.ts";
import type { conversationStatuses } from "@tagalong/shared/contracts/conversation.ts";
import type { JobState } from "@tagalong/shared/contracts/job.ts";
import type { refreshWays } from "@tagalong/shared/contracts/segment.ts";
import type { tagScopes } from "@tagalong/shared/contracts/tag.ts";
import type { EventKind } from "@tagalong/shared/events/event-kinds.ts";
import type { Permission, Role } from "@tagalong/shared/permissions.ts";
import type { Priority } from "@tagalong/shared/priority/priorities.ts";
import type { TagColor } from "@tagalong/shared/tags/tag-colors.ts";
import type { TagNames } from "@tagalong/shared/tags/tag-name.ts";
import type { TagSource } from "@tagalong/shared/tags/tag-sources.ts";
import type { ColumnType, Generated, GeneratedAlways, Insertable, Selectable } from "kysely";
import type { AuthSchema } from "./auth-schema.ts";

/** jsonb: read as parsed, written as text made by JSON.stringify. */
type Json<Value> = ColumnType<Value, string, string>;
type JsonOrNull<Value> = ColumnType<Value | null, string | null | undefined, string | null>;
type JsonDefault<Value> = ColumnType<Value, string | undefined, string>;
/** Set once by the database; tests and the demo may give their own. */
type CreatedAt = ColumnType<Date, Date | undefined, Date>;

export type ActorType = "visitor" | "agent" | "api_token" | "system";

interface OrganizationsTable {
  organization_id: GeneratedAlways<number>;
  name: string;
  tag_names: Generated<TagNames>;
  max_tags_per_record: ColumnType<number | null, number | null | undefined, number | null>;
  export_limit: Generated<number>;
  widget_key: string;
  widget_secrets: string[];
  allowed_origins: Generated<string[]>;
  require_signed_context: Generated<boolean>;
  greeting: Generated<string>;
  rules_version: Generated<number>;
  created_at: CreatedAt;
}

interface AgentsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  user_id: string;
  name: string;
  email: string;
  role: Role;
  /** A role of the organization's own; `role` is then agent. */
  role_id: number | null;
  title: Generated<string>;
  capacity: Generated<number>;
  created_at: CreatedAt;
  deactivated_at: Date | null;
}

interface RolesTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  name: string;
  description: Generated<string>;
  permissions: Permission[];
  created_at: CreatedAt;
  updated_at: CreatedAt;
}

interface InvitationsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  token_hash: Buffer;
  email: string;
  name: Generated<string>;
  title: Generated<string>;
  role: Role;
  role_id: number | null;
  invited_by: number | null;
  created_at: CreatedAt;
  expires_at: Date;
}

interface ApiTokensTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  name: string;
  token_hash: Buffer;
  permissions: Permission[];
  created_at: CreatedAt;
  last_used_at: Date | null;
  revoked_at: Date | null;
  created_by: number | null;
  expires_at: Date | null;
  hint: Generated<string>;
}

interface TeamsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  name: string;
}

interface TeamMembersTable {
  organization_id: number;
  team_id: number;
  agent_id: number;
}

interface PropertiesTable {
  organization_id: number;
  key: string;
  label: string;
  kind: (typeof propertyKinds)[number];
  choices: Generated<string[]>;
  writers: (typeof propertyWriters)[number][];
  position: Generated<number>;
  deleted_at: Date | null;
}

interface TagsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  name: string;
  description: Generated<string>;
  color: ColumnType<TagColor, TagColor | undefined, TagColor>;
  scope: ColumnType<
    (typeof tagScopes)[number],
    (typeof tagScopes)[number] | undefined,
    (typeof tagScopes)[number]
  >;
  created_at: CreatedAt;
  updated_at: CreatedAt;
  deleted_at: Date | null;
  merged_into: number | null;
}

interface ContactsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  external_id: string | null;
  external_id_folded: string | null;
  email: string | null;
  email_folded: string | null;
  name: string | null;
  name_folded: string | null;
  company: string | null;
  company_folded: string | null;
  phone: string | null;
  phone_folded: string | null;
  country: string | null;
  country_folded: string | null;
  owner_id: number | null;
  verified: Generated<boolean>;
  properties: JsonDefault<PropertyValues>;
  properties_folded: JsonDefault<PropertyValues>;
  tag_ids: Generated<number[]>;
  revision: Generated<number>;
  created_at: CreatedAt;
  first_seen_at: Date | null;
  last_seen_at: Date | null;
}

export type PropertyValues = Record<string, string | number | boolean>;

interface TagAssignmentsTable {
  organization_id: number;
  contact_id: number;
  tag_id: number;
  source: TagSource;
  actor_type: ActorType;
  actor_id: string | null;
  created_at: CreatedAt;
}

interface SegmentsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  name: string;
  description: Generated<string>;
  refresh: (typeof refreshWays)[number];
  criteria: JsonOrNull<unknown>;
  requires_signed_context: Generated<boolean>;
  refreshed_at: Date | null;
  created_at: CreatedAt;
  updated_at: CreatedAt;
  deleted_at: Date | null;
}

interface SegmentMembershipsTable {
  organization_id: number;
  segment_id: number;
  contact_id: number;
  state: "member" | "excluded";
  by_hand: boolean;
  /** Of one added by hand: has matched at least one condition, when added or at a sync since. */
  met_condition: Generated<boolean>;
  source: string;
  actor_type: ActorType;
  actor_id: string | null;
  reason: JsonOrNull<unknown>;
  created_at: CreatedAt;
}

interface SmartListsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  name: string;
  name_folded: string;
  q: Generated<string>;
  /** `{"all": […]}`, see contact-lists/filter-criteria.ts. */
  criteria: Json<unknown>;
  sort: string;
  direction: string;
  columns: Generated<string[]>;
  shared: boolean;
  owner_id: number | null;
  created_at: CreatedAt;
  updated_at: CreatedAt;
}

interface QueuesTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  name: string;
  position: number;
  criteria: JsonOrNull<unknown>;
  fallback: Generated<boolean>;
  team_id: number | null;
}

interface RoutingRulesTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  name: string;
  position: number;
  enabled: Generated<boolean>;
  criteria: Json<unknown>;
  action: Json<RoutingAction>;
}

export type RoutingAction = { agentId: number } | { teamId: number } | { queueId: number };

interface PriorityRulesTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  name: string;
  position: number;
  enabled: Generated<boolean>;
  criteria: Json<unknown>;
  priority: Priority;
}

interface VisitorsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  token_hash: Buffer;
  contact_id: number;
  created_at: CreatedAt;
  last_seen_at: CreatedAt;
  revoked_at: Date | null;
}

type ConversationStatus = (typeof conversationStatuses)[number];
type MessageAuthor = "visitor" | "agent" | "system";

interface ConversationsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  /** Null: the person was erased, and this is what is left for the reports. */
  contact_id: number | null;
  visitor_id: number | null;
  channel: Generated<string>;
  topic: string | null;
  topic_folded: string | null;
  subject: string | null;
  subject_folded: string | null;
  language: string | null;
  language_folded: string | null;
  page_url: string | null;
  page_url_folded: string | null;
  status: ColumnType<ConversationStatus, ConversationStatus | undefined, ConversationStatus>;
  priority: ColumnType<Priority, Priority | undefined, Priority>;
  priority_reason: JsonOrNull<unknown>;
  queue_id: number | null;
  team_id: number | null;
  assignee_id: number | null;
  routing_reason: JsonOrNull<unknown>;
  tag_ids: Generated<number[]>;
  context_trusted: Generated<boolean>;
  last_sequence: Generated<number>;
  agent_read_sequence: Generated<number>;
  visitor_read_sequence: Generated<number>;
  last_message_preview: Generated<string>;
  last_message_author: ColumnType<MessageAuthor, MessageAuthor | undefined, MessageAuthor>;
  revision: Generated<number>;
  created_at: CreatedAt;
  last_message_at: CreatedAt;
  waiting_since: Date | null;
  first_response_at: Date | null;
  closed_at: Date | null;
  erased_at: Date | null;
}

interface ContactMergesTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  contact_id: number;
  absorbed_id: number;
  moved: JsonOrNull<unknown>;
  events_until: number;
  actor_type: ActorType;
  actor_id: string | null;
  created_at: CreatedAt;
  undone_at: Date | null;
}

interface ContactAliasesTable {
  organization_id: number;
  external_id: string;
  contact_id: number;
}

interface ConversationTagAssignmentsTable {
  organization_id: number;
  conversation_id: number;
  tag_id: number;
  source: TagSource;
  actor_type: ActorType;
  actor_id: string | null;
  created_at: CreatedAt;
}

interface ConversationGroupsTable {
  organization_id: number;
  conversation_id: number;
  segment_id: number;
  trusted: boolean;
}

interface UnknownGroupsTable {
  organization_id: number;
  name: string;
  times: Generated<number>;
  first_seen_at: CreatedAt;
  last_seen_at: CreatedAt;
}

interface MessagesTable {
  organization_id: number;
  conversation_id: number;
  sequence: number;
  client_id: string;
  author_type: MessageAuthor;
  author_id: number | null;
  text: string;
  created_at: CreatedAt;
}

interface EventsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  kind: EventKind;
  subject_type: string;
  subject_id: string;
  contact_id: number | null;
  conversation_id: number | null;
  sequence: number | null;
  actor_type: ActorType;
  actor_id: string | null;
  source: string | null;
  data: JsonDefault<Record<string, unknown>>;
  job_id: number | null;
  created_at: CreatedAt;
}

interface JobsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  kind: string;
  label: string;
  payload: Json<unknown>;
  state: ColumnType<JobState, JobState | undefined, JobState>;
  cursor: JsonOrNull<unknown>;
  done: Generated<number>;
  total: number | null;
  counts: JsonDefault<Record<string, number>>;
  problem: string | null;
  cancel_asked: Generated<boolean>;
  undoes: number | null;
  attempts: Generated<number>;
  resume_at: Date | null;
  started_by: Json<unknown>;
  actor_type: ActorType;
  actor_id: string;
  revision: Generated<number>;
  created_at: CreatedAt;
  started_at: Date | null;
  touched_at: CreatedAt;
  ended_at: Date | null;
  dismissed_at: Date | null;
}

interface PipelinesTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  name: string;
  position: Generated<number>;
}

interface PipelineStagesTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  pipeline_id: number;
  name: string;
  position: Generated<number>;
  outcome: "won" | "lost" | null;
}

interface LeadsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  contact_id: number;
  title: string;
  title_folded: string;
  status: Generated<"new" | "working" | "qualified" | "unqualified">;
  score: Generated<number>;
  owner_id: number | null;
  tag_ids: Generated<number[]>;
  revision: Generated<number>;
  created_at: CreatedAt;
  updated_at: CreatedAt;
}

interface DealsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  contact_id: number;
  title: string;
  title_folded: string;
  stage_id: number;
  /** Decimal text: money is never a float. */
  value: Generated<string>;
  currency: string;
  owner_id: number | null;
  tag_ids: Generated<number[]>;
  revision: Generated<number>;
  created_at: CreatedAt;
  updated_at: CreatedAt;
}

interface StoredFilesTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  name: string;
  content_type: string;
  permission: Permission;
  size: Generated<number>;
  chunks: Generated<number>;
  complete: Generated<boolean>;
  created_at: CreatedAt;
  expires_at: Date;
}

interface StoredFileChunksTable {
  organization_id: number;
  file_id: number;
  position: number;
  bytes: Buffer;
}

interface StoredFileLinksTable {
  organization_id: number;
  token_hash: Buffer;
  file_id: number;
  expires_at: Date;
}

interface ContactImportsTable {
  organization_id: number;
  id: GeneratedAlways<number>;
  file_id: number;
  name: string;
  encoding: Encoding;
  delimiter: Delimiter;
  lines: Generated<number>;
  job_id: number | null;
  refused_file_id: number | null;
  created_at: CreatedAt;
}

interface ServerStateTable {
  only_row: GeneratedAlways<boolean>;
  epoch: GeneratedAlways<string>;
  sign_in_secret: GeneratedAlways<string>;
}

export interface Schema extends AuthSchema {
  organizations: OrganizationsTable;
  agents: AgentsTable;
  roles: RolesTable;
  invitations: InvitationsTable;
  api_tokens: ApiTokensTable;
  teams: TeamsTable;
  team_members: TeamMembersTable;
  properties: PropertiesTable;
  tags: TagsTable;
  contacts: ContactsTable;
  contact_merges: ContactMergesTable;
  contact_aliases: ContactAliasesTable;
  tag_assignments: TagAssignmentsTable;
  segments: SegmentsTable;
  segment_memberships: SegmentMembershipsTable;
  smart_lists: SmartListsTable;
  queues: QueuesTable;
  routing_rules: RoutingRulesTable;
  priority_rules: PriorityRulesTable;
  visitors: VisitorsTable;
  conversations: ConversationsTable;
  conversation_tag_assignments: ConversationTagAssignmentsTable;
  conversation_groups: ConversationGroupsTable;
  pipelines: PipelinesTable;
  pipeline_stages: PipelineStagesTable;
  leads: LeadsTable;
  deals: DealsTable;
  lead_tag_assignments: Omit<TagAssignmentsTable, "contact_id"> & { lead_id: number };
  deal_tag_assignments: Omit<TagAssignmentsTable, "contact_id"> & { deal_id: number };
  unknown_groups: UnknownGroupsTable;
  messages: MessagesTable;
  events: EventsTable;
  jobs: JobsTable;
  stored_files: StoredFilesTable;
  stored_file_chunks: StoredFileChunksTable;
  stored_file_links: StoredFileLinksTable;
  contact_imports: ContactImportsTable;
  server_state: ServerStateTable;
}

export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;
export type NewRow<Table extends keyof Schema> = Insertable<Schema[Table]>;
