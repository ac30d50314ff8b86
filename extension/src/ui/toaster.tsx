import { normalizeProps, useMachine } from "@zag-js/preact";
import * as toast from "@zag-js/toast";
import { useId } from "preact/hooks";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { Portal } from "./portal.tsx";
import "./toaster.css";

const store = toast.createStore({
  // Below the header of a conversation and away from its composer.
  placement: "top",
  offsets: { top: "var(--toast-top)", bottom: "16px", left: "16px", right: "16px" },
  gap: 8,
  overlap: false,
  max: 3,
  duration: 4_000,
});

/**
 * Says briefly what happened, perhaps with the way back. Nothing is only offered here: toasts go
 * away by themselves.
 */
export const say = (title: string, action?: { label: string; run: () => void }) =>
  void store.create({
    title,
    type: "info",
    ...(action && { action: { label: action.label, onClick: action.run }, duration: 10_000 }),
  });
export const sayFailed = (title: string) =>
  void store.create({ title, type: "error", duration: 8_000 });

export function Toaster() {
  const service = useMachine(toast.group.machine, { id: useId(), store });
  const api = toast.group.connect(service, normalizeProps);
  return (
    <Portal>
      <div {...api.getGroupProps()} class="toast-group">
        {api.getToasts().map((each, index) => (
          <Toast key={each.id} toast={each} index={index} parent={service} />
        ))}
      </div>
    </Portal>
  );
}

function Toast({
  toast: options,
  index,
  parent,
}: {
  toast: toast.Options;
  index: number;
  parent: toast.GroupService;
}) {
  const service = useMachine(toast.machine, { ...options, parent, index });
  const api = toast.connect(service, normalizeProps);
  return (
    <div {...api.getRootProps()} class={`toast toast-${api.type}`}>
      <Icon name={api.type === "error" ? "alert" : "check"} />
      <p {...api.getTitleProps()}>{api.title}</p>
      {options.action && (
        <button {...api.getActionTriggerProps()} class="button button-quiet button-sm">
          {options.action.label}
        </button>
      )}
      <IconButton label="Dismiss" icon="close" size="sm" onClick={api.dismiss} />
    </div>
  );
}
