import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { classNames } from "./class-names.ts";
import "./popover.css";

const edge = 8;

/** A button with a small panel below it: Escape and a press elsewhere close it. */
export function Popover({
  label,
  trigger,
  triggerClass,
  title,
  children,
}: {
  /** What the button is called; the panel too, unless it has a title of its own. */
  label: string;
  trigger: ComponentChildren;
  triggerClass?: string;
  title?: string;
  children: (close: () => void) => ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const close = (returnFocus: boolean) => {
    setOpen(false);
    if (returnFocus) box.current?.querySelector("button")?.focus();
  };

  useLayoutEffect(() => {
    const shown = panel.current;
    if (!open || !shown) return;
    fit(shown);
    (shown.querySelector<HTMLElement>("[data-autofocus]") ?? shown).focus();
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const pressed = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) close(false);
    };
    document.addEventListener("pointerdown", pressed);
    return () => document.removeEventListener("pointerdown", pressed);
  }, [open]);

  return (
    <div
      ref={box}
      class="popover-box"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.preventDefault();
        event.stopPropagation();
        close(true);
      }}
      onFocusOut={(event: FocusEvent) => {
        const to = event.relatedTarget;
        if (to instanceof Node && !box.current?.contains(to)) close(false);
      }}
    >
      <button
        type="button"
        class={classNames("menu-trigger", triggerClass)}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {trigger}
      </button>
      {open && (
        <div ref={panel} class="popover" role="dialog" aria-label={title ?? label} tabIndex={-1}>
          {children(() => close(true))}
        </div>
      )}
    </div>
  );
}

/** Keeps the panel inside the window. */
function fit(panel: HTMLElement): void {
  const { right, top } = panel.getBoundingClientRect();
  const over = right + edge - document.documentElement.clientWidth;
  if (over > 0) panel.style.translate = `${-over}px`;
  panel.style.maxHeight = `${Math.max(160, innerHeight - top - edge)}px`;
}
