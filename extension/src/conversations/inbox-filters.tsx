import type { Queue } from "@tagalong/shared/contracts/me.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { useShortcuts } from "../ui/shortcuts.ts";
import type { InboxFilter } from "./inbox-filter.ts";
import { useInbox } from "./inbox.ts";
import "./inbox-filters.css";

const statuses: { value: InboxFilter["status"]; label: string }[] = [
  { value: "open", label: "Open" },
  { value: "closed", label: "Closed" },
  { value: "all", label: "All" },
];

/** Status, queue and "mine": the inbox's first filters (V3). */
export function InboxFilters({ queues }: { queues: readonly Queue[] }) {
  const inbox = useInbox();
  const { status, queue, mine } = inbox.filter.value;
  const queueName = queues.find((each) => each.id === queue)?.name ?? "All queues";
  useShortcuts([
    {
      key: "/",
      label: "Filter the list",
      group: "Inbox",
      run: () => document.querySelector<HTMLElement>(".inbox-filters button")?.focus(),
    },
  ]);
  return (
    <div class="inbox-filters" role="group" aria-label="Filters">
      <Menu
        label={`Status: ${statuses.find((each) => each.value === status)?.label ?? ""}`}
        triggerClass="pill"
        trigger={
          <>
            {statuses.find((each) => each.value === status)?.label}
            <Icon name="chevron" size={12} />
          </>
        }
        items={statuses.map((each) => ({ ...each, checked: each.value === status }))}
        select={(value) => inbox.setFilter({ status: value as InboxFilter["status"] })}
      />
      <Menu
        label={`Queue: ${queueName}`}
        triggerClass="pill"
        trigger={
          <>
            <span class="truncate">{queueName}</span>
            <Icon name="chevron" size={12} />
          </>
        }
        items={[
          { value: "", label: "All queues", checked: queue === null },
          ...queues.map((each) => ({
            value: String(each.id),
            label: each.name,
            checked: each.id === queue,
          })),
        ]}
        select={(value) => inbox.setFilter({ queue: value === "" ? null : Number(value) })}
      />
      <button
        type="button"
        class="pill"
        aria-pressed={mine}
        onClick={() => inbox.setFilter({ mine: !mine })}
      >
        Mine
      </button>
    </div>
  );
}
