import type { ComponentChildren } from "preact";
import "./page-frame.css";

/** A page's title, its actions and its content that scrolls. */
export function PageFrame({
  above,
  title,
  lead,
  actions,
  children,
}: {
  /** The way up, where this page lies below another. */
  above?: ComponentChildren;
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
            {above && (
              <nav class="page-above" aria-label="Breadcrumb">
                {above}
              </nav>
            )}
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
