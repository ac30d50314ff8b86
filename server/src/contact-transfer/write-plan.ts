import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { recordEvents, type NewEvent } from "../events/record-event.ts";
import type { JobStarter } from "../jobs/declare-job.ts";
import type { Services } from "../services.ts";
import type { ImportRules } from "./import-rules.ts";
import type { Draft, ImportPlan } from "./plan-import.ts";
import {
  insertDrafts,
  insertImportedTags,
  touchConversationsOf,
  updateDrafts,
} from "./queries/imported-contacts.ts";

/** Writes a step's contacts, their tags and their history in a few statements, whatever their number. */
export async function writePlan(
  { publisher }: Pick<Services, "publisher">,
  transaction: OrganizationTransaction,
  { actor }: JobStarter,
  { created, updated }: ImportPlan,
  rules: ImportRules,
): Promise<void> {
  const [newIds] = await Promise.all([
    insertDrafts(transaction, created),
    updateDrafts(transaction, updated),
  ]);
  const written = [
    ...created.map((draft, at) => ({ draft, id: newIds[at] ?? 0 })),
    ...updated.map((draft) => ({ draft, id: draft.found?.id ?? 0 })),
  ];
  const tags = written.flatMap(({ draft, id }) =>
    draft.addedTags.map((tagId) => ({ contactId: id, tagId })),
  );
  const tagNames = new Map([...rules.tagsByName.values()].map(({ id, name }) => [id, name]));
  const from = (kind: NewEvent["kind"], id: number, data: Record<string, unknown>): NewEvent => ({
    kind,
    subject: { type: "contact", id },
    actor,
    source: "import",
    contactId: id,
    data,
  });
  const events = written.flatMap(({ draft, id }) => [
    ...fieldsEvents(draft, rules).map(({ kind, data }) => from(kind, id, data)),
    ...draft.addedTags.map((tagId) =>
      from("contact.tag_added", id, { tag: { id: tagId, name: tagNames.get(tagId) ?? "" } }),
    ),
  ]);
  const renamed = updated
    .filter(({ after }) => "name" in after || "email" in after)
    .flatMap(({ found }) => found?.id ?? []);
  await insertImportedTags(transaction, tags, actor);
  await recordEvents(transaction, events);
  const conversations = await touchConversationsOf(transaction, renamed);
  const ids = written.map(({ id }) => id);
  const { organizationId } = transaction;
  if (ids.length === 0) return;
  const range = { from: ids.reduce(lesser), to: ids.reduce(greater) };
  transaction.onCommit(() => {
    publisher.contactsChanged(organizationId, range);
    for (const id of conversations) publisher.conversationChanged(organizationId, id);
  });
}

const lesser = (one: number, other: number) => Math.min(one, other);
const greater = (one: number, other: number) => Math.max(one, other);

/** Told as any other change of fields is, with the owners' and properties' names of that time. */
function fieldsEvents(
  { found, before, after }: Draft,
  { agentNames, definitions }: ImportRules,
): { kind: "contact.created" | "contact.updated"; data: Record<string, unknown> }[] {
  if (Object.keys(after).length === 0) return [];
  const named = (told: Draft["after"]) =>
    typeof told.owner_id === "number" ? { owner: agentNames.get(told.owner_id) ?? null } : {};
  const labels = Object.fromEntries(
    [...definitions.values()]
      .filter(({ key }) => `properties.${key}` in after)
      .map(({ key, label }) => [key, label]),
  );
  const now = { ...after, ...named(after) };
  if (!found) return [{ kind: "contact.created", data: { after: now, labels } }];
  return [
    {
      kind: "contact.updated",
      data: { before: { ...before, ...named(before) }, after: now, labels },
    },
  ];
}
