import type { ComponentChildren } from "preact";
import "./page-frame.css";

/** A page's title, its actions and its content that scrolls. */
export function PageFrame({
  title,
  lead,
  actions,
  children,
}: {
  title: ComponentChildren;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <div class="page">
      <div class="page-inner">
        <header class="page-header">
          <div class="page-title">
            <h1>{title}</h1>
            {lead && <p class="muted">{lead}</p>}
          </div>
          {actions && <div class="page-actions">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}
