import { criteriaUserInWords } from "@tagalong/shared/contracts/criteria-user.ts";
import type { TagUsage } from "@tagalong/shared/contracts/tag.ts";

/** The segments, queues and rules that name a tag, below a sentence about them (T10). */
export function TagUsers({ usedBy, lead }: { usedBy: TagUsage["usedBy"]; lead: string }) {
  if (usedBy.length === 0) return null;
  return (
    <div class="tag-dialogs-users">
      <p>{lead}</p>
      <ul>
        {usedBy.map((user) => (
          <li key={`${user.kind} ${user.id}`}>{criteriaUserInWords(user)}</li>
        ))}
      </ul>
    </div>
  );
}
