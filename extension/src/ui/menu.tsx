import * as menu from "@zag-js/menu";
import { normalizeProps, useMachine } from "@zag-js/preact";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import "./menu.css";

export type MenuItem = {
  value: string;
  label: string;
  mark?: ComponentChildren;
  checked?: boolean;
  /** A heading shown above this item. */
  group?: string;
};

/** A button whose menu offers actions or one choice; the button's look is the caller's. */
export function Menu({
  label,
  trigger,
  triggerClass,
  items,
  select,
  placement = "bottom-start",
}: {
  label: string;
  trigger: ComponentChildren;
  triggerClass?: string;
  items: MenuItem[];
  select: (value: string) => void;
  placement?: "bottom-start" | "bottom-end" | "top-start";
}) {
  const service = useMachine(menu.machine, {
    id: useId(),
    "aria-label": label,
    positioning: { placement, gutter: 4, strategy: "fixed" },
    onSelect: ({ value }) => select(value),
  });
  const api = menu.connect(service, normalizeProps);
  return (
    <>
      <button
        {...api.getTriggerProps()}
        class={classNames("menu-trigger", triggerClass)}
        aria-label={label}
      >
        {trigger}
      </button>
      {api.open && (
        <div {...api.getPositionerProps()} class="menu-positioner">
          <div {...api.getContentProps()} class="menu">
            {items.map((item) => (
              <>
                {item.group && (
                  <div class="menu-group" role="presentation">
                    {item.group}
                  </div>
                )}
                <div
                  key={item.value}
                  {...(item.checked === undefined
                    ? api.getItemProps({ value: item.value })
                    : api.getOptionItemProps({
                        value: item.value,
                        type: "radio",
                        checked: item.checked,
                      }))}
                  class="menu-item"
                >
                  {item.mark}
                  <span class="truncate">{item.label}</span>
                  {item.checked && <Icon name="check" />}
                </div>
              </>
            ))}
          </div>
        </div>
      )}
    </>
  );
}
