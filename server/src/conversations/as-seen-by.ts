import type { ConversationDetail } from "@tagalong/shared/contracts/conversation.ts";
import type { Principal } from "../auth/principal.ts";

/** A conversation without the tags, and the reasons that name tags or segments, one may not see (S8). */
export function asSeenBy(
  { permissions }: Pick<Principal, "permissions">,
  conversation: ConversationDetail,
): ConversationDetail {
  const tags = permissions.has("view tags");
  if (tags && permissions.has("view crm segments")) return conversation;
  const { assignments, whyHere, whyPriority } = conversation;
  return {
    ...conversation,
    assignments: tags ? assignments : [],
    whyHere: whyHere && { ...whyHere, why: [] },
    whyPriority: whyPriority && { ...whyPriority, why: [] },
  };
}
