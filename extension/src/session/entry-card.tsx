import type { ComponentChildren } from "preact";
import "./entry-card.css";
import { Logo } from "./logo.tsx";

/** The page around signing in and pairing: the mark, a title, what went wrong before. */
export function EntryCard({
  title,
  notice,
  children,
}: {
  title: string;
  notice?: string | null;
  children?: ComponentChildren;
}) {
  return (
    <main class="entry">
      <div class="entry-card">
        <p class="entry-brand">
          <Logo size={28} /> Tagalong
        </p>
        <h1>{title}</h1>
        {notice && (
          <p class="entry-notice" role="alert">
            {notice}
          </p>
        )}
        {children}
      </div>
    </main>
  );
}
