import * as dialog from "@zag-js/dialog";
import { normalizeProps, useMachine } from "@zag-js/preact";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { IconButton } from "./button.tsx";
import "./dialog.css";
import { Portal } from "./portal.tsx";

/** A modal dialog: focus stays inside, Escape and the ground close it, focus then returns. */
export function Dialog({
  title,
  close,
  children,
  size = "md",
}: {
  title: string;
  close: () => void;
  children: ComponentChildren;
  size?: "md" | "lg";
}) {
  const content = useRef<HTMLDivElement>(null);
  const service = useMachine(dialog.machine, {
    id: useId(),
    open: true,
    // Where to begin, if the content says so; else the dialog itself, and not its Close button.
    initialFocusEl: () =>
      content.current?.querySelector<HTMLElement>("[data-autofocus]") ?? content.current,
    // What is open inside the dialog closes by itself first.
    onEscapeKeyDown: (event) => {
      const { target } = event;
      if (target instanceof Element && target.closest("[data-own-escape]")) event.preventDefault();
    },
    onOpenChange: ({ open }) => {
      if (!open) close();
    },
  });
  const api = dialog.connect(service, normalizeProps);
  return (
    <Portal>
      <div {...api.getBackdropProps()} class="dialog-scrim" />
      <div {...api.getPositionerProps()} class="dialog-positioner">
        <div {...api.getContentProps()} ref={content} class={`dialog dialog-${size}`}>
          <header class="dialog-header">
            <h2 {...api.getTitleProps()}>{title}</h2>
            <IconButton label="Close" icon="close" size="sm" onClick={close} />
          </header>
          {children}
        </div>
      </div>
    </Portal>
  );
}
