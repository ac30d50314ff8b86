import { criteriaUsers } from "@tagalong/shared/contracts/criteria-user.ts";
import type { Segment } from "@tagalong/shared/contracts/segment.ts";

/** Queues, rules, segments and lists whose criteria name it (S3). */
export function UsedBy({ segment: { usedBy } }: { segment: Segment }) {
  if (usedBy.length === 0) return <span class="faint">Nothing</span>;
  return (
    <ul class="segment-users">
      {usedBy.map(({ kind, id, name }) => (
        <li key={`${kind} ${id}`}>
          {name} <span class="faint">{criteriaUsers[kind].word}</span>
        </li>
      ))}
    </ul>
  );
}
