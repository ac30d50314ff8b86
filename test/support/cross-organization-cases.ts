import type { SampleOrganization } from "./sample-organization.ts";

/** What a request names: values for the path's places, and a body. */
export interface Named {
  params?: Record<string, string | number>;
  query?: Record<string, string | number>;
  body?: unknown;
  /** Of a body that is not JSON. */
  contentType?: string;
}

/**
 * How one organization might reach into another through an operation. `own` requests must be
 * answered without a word of the other's, even if a filter names something of it; `foreign` ones,
 * which address something of the other's, must each be 404; `unknown` ones, which refer to it deep
 * in a body, must each be refused.
 */
export interface CrossOrganizationCase {
  own?: (mine: SampleOrganization, theirs: SampleOrganization) => Named[];
  foreign?: (theirs: SampleOrganization, mine: SampleOrganization) => Named[];
  unknown?: (theirs: SampleOrganization, mine: SampleOrganization) => Named[];
}

const someImport = { encoding: "utf-8", delimiter: ",", columns: ["email"], match: "email" };
const someReply = { clientId: "0b8f5f0e-6d0c-4a43-9d7e-5a4f6f0c1d2e", text: "Hello" };

const hasAnyOf = (field: string, id: number) => ({
  all: [{ field, operator: "hasAnyOf", value: [id] }],
});

const segmentOn = (field: string, id: number): Named => ({
  body: { name: "Reaching", refresh: "on_sync", criteria: hasAnyOf(field, id) },
});

const inInbox = (filter: Record<string, number>): Named => ({
  query: { status: "all", ...filter },
});

const nothing = () => [{}];

const filters = (_: SampleOrganization, theirs: SampleOrganization): Named[] => [
  {},
  { query: { q: "theirs" } },
  { query: { tag: theirs.tags.both } },
  { query: { segment: theirs.segment } },
];

const taggingCases = (record: "contact" | "conversation" | "lead" | "deal") => ({
  attach: {
    foreign: (theirs: SampleOrganization, mine: SampleOrganization) => [
      { params: { id: theirs[record] }, body: { tag_id: mine.tags.both } },
      { params: { id: mine[record] }, body: { tag_id: theirs.tags.both } },
    ],
  },
  detach: {
    foreign: (theirs: SampleOrganization, mine: SampleOrganization) => [
      { params: { id: theirs[record], tag_id: mine.tags.both } },
      { params: { id: mine[record], tag_id: theirs.tags.both } },
    ],
  },
});
const contactTags = taggingCases("contact");
const conversationTags = taggingCases("conversation");

const recordCases = (
  record: "lead" | "deal",
  own: (of: SampleOrganization) => object,
): Record<string, CrossOrganizationCase> => {
  const path = `/api/crm/${record}s`;
  const tags = taggingCases(record);
  return {
    [`GET ${path}`]: {
      own: (_: SampleOrganization, theirs: SampleOrganization): Named[] => [
        {},
        { query: { contact: theirs.contact } },
        { query: { tag: theirs.tags.both } },
        { query: { q: "theirs" } },
      ],
    },
    [`POST ${path}`]: {
      own: (mine) => [{ body: { contactId: mine.contact, title: "Renewal", ...own(mine) } }],
      unknown: (theirs, mine) => [
        { body: { contactId: theirs.contact, title: "Reaching", ...own(mine) } },
        {
          body: {
            contactId: mine.contact,
            title: "Reaching",
            ownerId: theirs.admin.actor.id,
            ...own(mine),
          },
        },
      ],
    },
    [`GET ${path}/{id}`]: {
      own: (mine) => [{ params: { id: mine[record] } }],
      foreign: (theirs) => [{ params: { id: theirs[record] } }],
    },
    [`PATCH ${path}/{id}`]: {
      own: (mine) => [{ params: { id: mine[record] }, body: { title: "Renamed" } }],
      foreign: (theirs) => [{ params: { id: theirs[record] }, body: { title: "Ours" } }],
    },
    [`DELETE ${path}/{id}`]: { foreign: (theirs) => [{ params: { id: theirs[record] } }] },
    [`POST ${path}/{id}/tags`]: tags.attach,
    [`DELETE ${path}/{id}/tags/{tag_id}`]: tags.detach,
  };
};

/** Every operation of the API has its line here; the contract test asks for it. */
export const crossOrganizationCases: Record<string, CrossOrganizationCase> = {
  "GET /api/me": { own: nothing },
  "GET /api/sessions": { own: nothing },
  "DELETE /api/sessions/{id}": {
    foreign: (theirs) => [{ params: { id: theirs.adminSession } }],
  },
  // A code belongs to nobody until it is approved.
  "GET /api/pairings/{code}": { foreign: () => [{ params: { code: "ABCDEFGH" } }] },
  "GET /api/files/{id}": { foreign: (theirs) => [{ params: { id: theirs.file } }] },
  "POST /api/files/{id}/link": { foreign: (theirs) => [{ params: { id: theirs.file } }] },
  "GET /api/downloads/{token}": {
    foreign: (theirs) => [{ params: { token: `tgd_${theirs.id}_${"a".repeat(43)}` } }],
  },
  "GET /api/properties": { own: () => [{}, { query: { status: "all" } }] },
  "POST /api/properties": { own: () => [{ body: { label: "Both have it", kind: "text" } }] },
  "PUT /api/properties/order": {
    own: () => [{ body: { keys: ["plan_tier", "both_have_it"] } }],
  },
  "GET /api/properties/{key}/use": {
    own: () => [{ params: { key: "plan_tier" } }],
    foreign: () => [{ params: { key: "theirs_only" } }],
  },
  "PATCH /api/properties/{key}": {
    own: () => [{ params: { key: "plan_tier" }, body: { writers: ["agent"] } }],
    foreign: () => [{ params: { key: "theirs_only" }, body: { label: "Ours" } }],
  },
  "DELETE /api/properties/{key}": {
    own: () => [{ params: { key: "plan_tier" } }],
    foreign: () => [{ params: { key: "theirs_only" } }],
  },
  "POST /api/properties/{key}/restore": {
    own: () => [{ params: { key: "plan_tier" }, body: {} }],
    foreign: () => [{ params: { key: "theirs_only" }, body: {} }],
  },
  "GET /api/teammates": { own: nothing },
  "GET /api/queues": { own: nothing },

  "GET /api/roles": { own: nothing },
  "POST /api/roles": {
    own: () => [{ body: { name: "Both have it", permissions: ["view tags"] } }],
  },
  "PATCH /api/roles/{id}": {
    own: (mine) => [{ params: { id: mine.role }, body: { name: "Helpers" } }],
    foreign: (theirs) => [{ params: { id: theirs.role }, body: { name: "Ours" } }],
  },
  "DELETE /api/roles/{id}": { foreign: (theirs) => [{ params: { id: theirs.role } }] },

  "GET /api/api-tokens": { own: nothing },
  "POST /api/api-tokens": {
    own: () => [{ body: { name: "Both have it", permissions: ["view tags"] } }],
  },
  "DELETE /api/api-tokens/{id}": { foreign: (theirs) => [{ params: { id: theirs.apiTokenId } }] },

  "GET /api/agents": { own: nothing },
  "PATCH /api/agents/{id}": {
    own: (mine) => [{ params: { id: mine.agent.actor.id }, body: { title: "Helper" } }],
    foreign: (theirs, mine) => [
      { params: { id: theirs.agent.actor.id }, body: { title: "Ours" } },
      { params: { id: theirs.agent.actor.id }, body: { active: false } },
      { params: { id: mine.agent.actor.id }, body: { role: theirs.role } },
    ],
  },
  "GET /api/invitations": { own: nothing },
  "POST /api/invitations": {
    own: () => [{ body: { email: "both@example.com" } }],
    unknown: (theirs) => [{ body: { email: "reaching@example.com", role: theirs.role } }],
  },
  "DELETE /api/invitations/{id}": {
    foreign: (theirs) => [{ params: { id: theirs.invitation.id } }],
  },
  // The link is the proof; whose sign-in sends it does not matter.
  "POST /api/invitations/find": { own: (mine) => [{ body: { token: mine.invitation.token } }] },
  "POST /api/invitations/accept": {
    own: (mine) => [
      { body: { token: mine.invitation.token, name: "Newcomer", password: "long enough to be" } },
    ],
  },

  "GET /api/jobs": { own: nothing },
  "GET /api/jobs/{id}": { foreign: (theirs) => [{ params: { id: theirs.job } }] },
  "POST /api/jobs/{id}/cancel": { foreign: (theirs) => [{ params: { id: theirs.job } }] },
  "POST /api/jobs/{id}/undo": { foreign: (theirs) => [{ params: { id: theirs.job } }] },
  "POST /api/jobs/{id}/dismiss": { foreign: (theirs) => [{ params: { id: theirs.job } }] },

  "GET /api/crm/contacts": { own: filters },
  "GET /api/crm/contacts/count": { own: filters },
  "GET /api/crm/contacts/export": { own: filters },
  "POST /api/crm/contacts/exports": { own: () => [{ body: {} }] },
  "GET /api/crm/lists": { own: nothing },
  "POST /api/crm/lists": {
    own: () => [{ body: { name: "Both have it", filter: {}, shared: true } }],
    unknown: (theirs) => [
      { body: { name: "Reaching", filter: { tags: [theirs.tags.both] }, shared: true } },
      { body: { name: "Reaching", filter: { segments: [theirs.segment] }, shared: true } },
    ],
  },
  "GET /api/crm/lists/{id}": {
    own: (mine) => [{ params: { id: mine.list } }],
    foreign: (theirs) => [{ params: { id: theirs.list } }],
  },
  "PATCH /api/crm/lists/{id}": {
    own: (mine) => [{ params: { id: mine.list }, body: { name: "Renamed" } }],
    foreign: (theirs) => [{ params: { id: theirs.list }, body: { name: "Ours" } }],
  },
  "DELETE /api/crm/lists/{id}": { foreign: (theirs) => [{ params: { id: theirs.list } }] },
  "POST /api/crm/contacts/imports": {
    own: () => [{ body: "Email\nann@example.org\n", contentType: "text/csv" }],
  },
  "GET /api/crm/contacts/imports/{id}": {
    foreign: (theirs) => [{ params: { id: theirs.contactImport } }],
  },
  "POST /api/crm/contacts/imports/{id}/check": {
    foreign: (theirs) => [{ params: { id: theirs.contactImport }, body: someImport }],
  },
  "POST /api/crm/contacts/imports/{id}/start": {
    foreign: (theirs) => [{ params: { id: theirs.contactImport }, body: someImport }],
    unknown: (theirs) => [{ body: { ...someImport, tags: [theirs.tags.both] } }],
  },
  "GET /api/crm/contacts/{id}": {
    own: (mine) => [
      { params: { id: mine.contact } },
      { params: { id: mine.contact }, query: { conversation: mine.conversation } },
    ],
    foreign: (theirs, mine) => [
      { params: { id: theirs.contact } },
      { params: { id: mine.contact }, query: { conversation: theirs.conversation } },
    ],
  },
  "POST /api/crm/contacts": {
    own: () => [{ body: { name: "Both have one" } }],
    unknown: (theirs) => [
      { body: { name: "Reaching", ownerId: theirs.agent.actor.id } },
      { body: { name: "Reaching", properties: { theirs_only: "x" } } },
    ],
  },
  "PATCH /api/crm/contacts/{id}": {
    own: (mine) => [{ params: { id: mine.contact }, body: { company: "Both have one" } }],
    foreign: (theirs, mine) => [
      { params: { id: theirs.contact }, body: { name: "Ours" } },
      { params: { id: mine.contact }, body: { ownerId: theirs.agent.actor.id } },
    ],
  },
  "GET /api/crm/contacts/duplicates": {
    own: () => [{ query: { email: "theirs@customers.example", phone: "+4915123456789" } }],
  },
  "GET /api/crm/contacts/{id}/data": {
    own: (mine) => [{ params: { id: mine.contact } }],
    foreign: (theirs) => [{ params: { id: theirs.contact } }],
  },
  "GET /api/crm/contacts/{id}/timeline": {
    own: (mine) => [{ params: { id: mine.contact } }],
    foreign: (theirs) => [{ params: { id: theirs.contact } }],
  },
  "DELETE /api/crm/contacts/{id}": {
    foreign: (theirs) => [{ params: { id: theirs.contact } }],
  },
  "GET /api/crm/contacts/{id}/duplicates": {
    own: (mine) => [{ params: { id: mine.contact } }],
    foreign: (theirs) => [{ params: { id: theirs.contact } }],
  },
  "GET /api/crm/contacts/{id}/merge": {
    own: (mine) => [{ params: { id: mine.contact }, query: { other: mine.otherContact } }],
    foreign: (theirs, mine) => [
      { params: { id: theirs.contact }, query: { other: mine.contact } },
      { params: { id: mine.contact }, query: { other: theirs.contact } },
    ],
  },
  "POST /api/crm/contacts/{id}/merge": {
    foreign: (theirs, mine) => [
      { params: { id: theirs.contact }, body: { otherId: mine.contact } },
      { params: { id: mine.contact }, body: { otherId: theirs.contact } },
      { params: { id: mine.contact }, body: { intoId: theirs.contact } },
    ],
  },
  "POST /api/crm/contacts/{id}/merges/{merge_id}/undo": {
    foreign: (theirs, mine) => [
      { params: { id: theirs.contact, merge_id: 1 } },
      { params: { id: mine.contact, merge_id: 1 } },
    ],
  },
  "POST /api/crm/contacts/{id}/tags": contactTags.attach,
  "DELETE /api/crm/contacts/{id}/tags/{tag_id}": contactTags.detach,

  ...recordCases("lead", () => ({})),
  ...recordCases("deal", ({ stage }) => ({ stageId: stage, currency: "EUR" })),
  "GET /api/crm/pipelines": { own: nothing },

  "GET /api/crm/tags": { own: () => [{ query: { status: "all" } }] },
  "POST /api/crm/contacts/tags/bulk": {
    own: (mine, theirs) => [
      {
        body: {
          selection: { contactIds: [mine.contact, theirs.contact] },
          add: [mine.tags.both],
          remove: [],
        },
      },
    ],
    unknown: (theirs) => [
      { body: { selection: { filter: {} }, add: [theirs.tags.both], remove: [] } },
      { body: { selection: { filter: {} }, add: [], remove: [theirs.tags.both] } },
    ],
  },
  "POST /api/crm/tags": { own: () => [{ body: { name: "Both have it" } }] },
  "GET /api/crm/tags/usage": { own: nothing },
  "GET /api/crm/tags/review": { own: nothing },
  "GET /api/crm/tags/naming": { own: () => [{ query: { to: "slug" } }] },
  "PUT /api/crm/tags/naming": { own: () => [{ body: { tagNames: "slug" } }] },
  "PATCH /api/crm/tags/{id}": {
    own: (mine) => [{ params: { id: mine.tags.both }, body: { name: "Renamed" } }],
    foreign: (theirs) => [{ params: { id: theirs.tags.both }, body: { name: "Ours" } }],
  },
  "DELETE /api/crm/tags/{id}": {
    foreign: (theirs) => [{ params: { id: theirs.tags.both } }],
  },
  "POST /api/crm/tags/delete": {
    own: (mine) => [{ body: { tagIds: [mine.tags.deleted] } }],
    unknown: (theirs) => [{ body: { tagIds: [theirs.tags.both] } }],
  },
  "POST /api/crm/tags/{id}/restore": {
    foreign: (theirs) => [{ params: { id: theirs.tags.deleted }, body: {} }],
  },
  "POST /api/crm/tags/restore": {
    own: (mine) => [{ body: { tagIds: [mine.tags.both] } }],
    unknown: (theirs) => [{ body: { tagIds: [theirs.tags.deleted] } }],
  },
  "GET /api/crm/tags/settings": { own: nothing },
  "PATCH /api/crm/tags/settings": { own: () => [{ body: { maxTagsPerRecord: 20 } }] },
  "POST /api/crm/tags/{id}/merge": {
    foreign: (theirs, mine) => [
      { params: { id: theirs.tags.both }, body: { tagIds: [mine.tags.both] } },
      { params: { id: mine.tags.both }, body: { tagIds: [theirs.tags.both] } },
    ],
  },

  "GET /api/crm/segments": { own: nothing },
  "POST /api/crm/segments": {
    own: () => [{ body: { name: "Both have it", refresh: "manual" } }],
    unknown: (theirs) => [
      segmentOn("contact.tags", theirs.tags.both),
      segmentOn("contact.segments", theirs.segment),
    ],
  },
  "PATCH /api/crm/segments/{id}": {
    foreign: (theirs) => [{ params: { id: theirs.segment }, body: { name: "Ours" } }],
    unknown: (theirs, mine) => [
      {
        params: { id: mine.segment },
        body: { criteria: hasAnyOf("contact.tags", theirs.tags.both) },
      },
    ],
  },
  "DELETE /api/crm/segments/{id}": { foreign: (theirs) => [{ params: { id: theirs.segment } }] },
  "POST /api/crm/segments/{id}/sync": {
    foreign: (theirs) => [{ params: { id: theirs.segment } }],
  },
  "POST /api/crm/segments/{id}/restore": {
    foreign: (theirs) => [{ params: { id: theirs.segment } }],
  },
  "POST /api/crm/segments/{id}/members/{contact_id}": {
    foreign: (theirs, mine) => [
      { params: { id: theirs.segment, contact_id: mine.contact } },
      { params: { id: mine.segment, contact_id: theirs.contact } },
    ],
  },
  "DELETE /api/crm/segments/{id}/members/{contact_id}": {
    foreign: (theirs, mine) => [
      { params: { id: theirs.segment, contact_id: mine.contact } },
      { params: { id: mine.segment, contact_id: theirs.contact } },
    ],
  },
  "POST /api/crm/criteria/preview": {
    own: () => [{ body: { criteria: { all: [] } } }],
    unknown: (theirs) => [
      { body: { criteria: hasAnyOf("contact.tags", theirs.tags.both) } },
      { body: { criteria: hasAnyOf("contact.segments", theirs.segment) } },
    ],
  },
  "GET /api/crm/segments/{id}": {
    own: (mine) => [{ params: { id: mine.segment } }],
    foreign: (theirs) => [{ params: { id: theirs.segment } }],
  },
  "GET /api/crm/segments/{id}/members": {
    own: (mine) => [{ params: { id: mine.segment } }],
    foreign: (theirs) => [{ params: { id: theirs.segment } }],
  },

  "GET /api/conversations": {
    own: (_, theirs) => [
      inInbox({}),
      inInbox({ queue: theirs.queue }),
      inInbox({ segment: theirs.segment }),
      inInbox({ tag: theirs.tags.both }),
      inInbox({ assignee: theirs.agent.actor.id }),
    ],
  },
  "GET /api/conversations/{id}": {
    own: (mine) => [{ params: { id: mine.conversation } }],
    foreign: (theirs) => [{ params: { id: theirs.conversation } }],
  },
  "PATCH /api/conversations/{id}": {
    foreign: (theirs, mine) => [
      { params: { id: theirs.conversation }, body: { status: "closed" } },
      { params: { id: mine.conversation }, body: { assigneeId: theirs.agent.actor.id } },
    ],
  },
  "GET /api/conversations/{id}/messages": {
    own: (mine) => [{ params: { id: mine.conversation } }],
    foreign: (theirs) => [{ params: { id: theirs.conversation } }],
  },
  "POST /api/conversations/{id}/messages": {
    foreign: (theirs) => [{ params: { id: theirs.conversation }, body: someReply }],
  },
  "POST /api/conversations/{id}/tags": conversationTags.attach,
  "DELETE /api/conversations/{id}/tags/{tag_id}": conversationTags.detach,
};
