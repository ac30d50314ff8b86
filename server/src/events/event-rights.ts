import { eventKinds, type EventKind } from "@tagalong/shared/events/event-kinds.ts";
import type { Permission } from "@tagalong/shared/permissions.ts";

const ofSubject: Readonly<Record<string, Permission>> = {
  conversation: "view conversations",
  message: "view conversations",
  segment: "view crm segments",
  lead: "view leads",
  deal: "view deals",
};

/** What an event tells of is for those who may see it (S8): all of these permissions are needed. */
export function permissionsOfEvent(kind: EventKind): Permission[] {
  const [subject = "", verb = ""] = kind.split(".");
  const needed = ofSubject[subject];
  return [
    ...(needed ? [needed] : []),
    ...(verb.startsWith("tag_") ? (["view tags"] as const) : []),
    ...(verb === "groups_applied" ? (["view crm segments"] as const) : []),
  ];
}

export function hiddenEvents(permissions: ReadonlySet<Permission>): EventKind[] {
  const kinds = Object.keys(eventKinds) as EventKind[];
  return kinds.filter((kind) => permissionsOfEvent(kind).some((one) => !permissions.has(one)));
}
