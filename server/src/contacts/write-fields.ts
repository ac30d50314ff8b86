import type { ContactFields, PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { tagSourceOf, type Principal } from "../auth/principal.ts";
import type { OrganizationTransaction } from "../database/organization-transaction.ts";
import { notFound, ProblemError } from "../errors/problem-error.ts";
import type { NewEvent } from "../events/record-event.ts";
import { holdDefinitions } from "../properties/hold-definitions.ts";
import { checkFields } from "./check-fields.ts";
import { planChange, type ChangePlan, type StoredFields } from "./plan-change.ts";
import { isAliasOfAnother, readOwners } from "./queries/write-contact.ts";
import { refuseDeactivated } from "./refuse-owner.ts";

/** What is given, checked against the organization's definitions and agents, as a plan to write. */
export async function planFields(
  transaction: OrganizationTransaction,
  { actor }: Principal,
  stored: StoredFields,
  given: ContactFields,
  contactId?: number,
): Promise<LabelledPlan> {
  const definitions = await holdDefinitions(transaction, Object.keys(given.properties ?? {}));
  const writer = actor.type === "agent" ? "agent" : "api";
  const wanted = checkFields(given, definitions, writer, stored.country);
  const plan = planChange(stored, wanted, definitions);
  if ("owner_id" in plan.after) await nameOwners(transaction, plan);
  const { external_id: externalId } = plan.columns;
  if (externalId && (await isAliasOfAnother(transaction, externalId, contactId ?? null))) {
    throw externalIdTaken();
  }
  return withLabels(plan, definitions);
}

/** The event keeps the owners' names of that time beside their ids. */
async function nameOwners(transaction: OrganizationTransaction, plan: ChangePlan): Promise<void> {
  const ids = [plan.before.owner_id, plan.after.owner_id].filter((id) => typeof id === "number");
  const owners = await readOwners(transaction, ids);
  for (const told of [plan.before, plan.after]) {
    const { owner_id: id } = told;
    told.owner = typeof id === "number" ? (owners.get(id)?.name ?? null) : null;
  }
  const { owner_id: wanted } = plan.after;
  if (typeof wanted !== "number") return;
  const owner = owners.get(wanted);
  if (!owner) throw notFound("agent");
  refuseDeactivated(owner, "contact");
}

export interface LabelledPlan extends ChangePlan {
  /** What the properties that changed were called then. */
  labels: Record<string, string>;
}

function withLabels(
  plan: ChangePlan,
  definitions: ReadonlyMap<string, PropertyDefinition>,
): LabelledPlan {
  const changed = [...definitions.values()].filter(({ key }) => `properties.${key}` in plan.after);
  return { ...plan, labels: Object.fromEntries(changed.map(({ key, label }) => [key, label])) };
}

/** contact.created or contact.updated by a person or a program. */
export function fieldsEvent(
  kind: "contact.created" | "contact.updated",
  contactId: number,
  principal: Principal,
  { before, after, labels }: LabelledPlan,
): NewEvent {
  return {
    kind,
    subject: { type: "contact", id: contactId },
    actor: principal.actor,
    source: tagSourceOf(principal),
    contactId,
    data: kind === "contact.created" ? { after, labels } : { before, after, labels },
  };
}

export function externalIdTaken(): ProblemError {
  const message = "Another contact has this external id. It proves who somebody is, so merge them.";
  return new ProblemError("conflict", message, "externalId");
}
