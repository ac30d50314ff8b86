import { priorities, type Priority } from "@tagalong/shared/priority/priorities.ts";
import "./priority-mark.css";

export const priorityLabels: Record<Priority, string> = {
  urgent: "Urgent",
  high: "High",
  normal: "Normal",
  low: "Low",
};

/** Three bars filled by priority; urgent is a filled square. Read out unless words stand beside. */
export function PriorityMark({
  priority,
  decoration,
}: {
  priority: Priority;
  decoration?: boolean;
}) {
  const filled = priorities.length - 1 - priorities.indexOf(priority);
  return (
    <span
      class={`priority-mark priority-${priority}`}
      title={`${priorityLabels[priority]} priority`}
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        {priority === "urgent" ? (
          <>
            <rect x="0.500" y="0.500" width="13" height="13" rx="3" fill="currentColor" />
            <path d="M7 3.500v4.200M7 10.300v.1" class="priority-sign" />
          </>
        ) : (
          [0, 1, 2].map((bar) => (
            <rect
              key={bar}
              x={1 + bar * 4.5}
              y={8.5 - bar * 3}
              width="3"
              height={4.5 + bar * 3}
              rx="1"
              class={bar <= filled ? "priority-bar" : "priority-bar priority-bar-empty"}
            />
          ))
        )}
      </svg>
      {!decoration && <span class="visually-hidden">{priorityLabels[priority]} priority</span>}
    </span>
  );
}
