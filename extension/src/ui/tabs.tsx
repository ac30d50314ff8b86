import { normalizeProps, useMachine } from "@zag-js/preact";
import * as tabs from "@zag-js/tabs";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import "./tabs.css";

export type Tab = { value: string; label: string; content: ComponentChildren };

/** Tabs whose chosen one the caller holds (it usually stands in the address). */
export function Tabs({
  label,
  value,
  change,
  tabs: each,
}: {
  label: string;
  value: string;
  change: (value: string) => void;
  tabs: Tab[];
}) {
  const service = useMachine(tabs.machine, {
    id: useId(),
    value,
    onValueChange: (details) => change(details.value),
  });
  const api = tabs.connect(service, normalizeProps);
  return (
    <div {...api.getRootProps()} class="tabs">
      <div {...api.getListProps()} class="tab-list" aria-label={label}>
        {each.map((tab) => (
          <button key={tab.value} {...api.getTriggerProps({ value: tab.value })} class="tab">
            {tab.label}
          </button>
        ))}
      </div>
      {each.map((tab) => (
        <div key={tab.value} {...api.getContentProps({ value: tab.value })} class="tab-content">
          {tab.value === value && tab.content}
        </div>
      ))}
    </div>
  );
}
