import type { ComponentChildren } from "preact";
import { Button } from "./button.tsx";
import { Icon, type IconName } from "./icon.tsx";
import "./state.css";

/** What stands where there is nothing yet: why, and what would change it. */
export function EmptyState({
  icon,
  title,
  children,
}: {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="state">
      <span class="state-icon">
        <Icon name={icon} size={20} />
      </span>
      <p class="state-title">{title}</p>
      {children && <div class="state-text">{children}</div>}
    </div>
  );
}

export function ErrorState({ message, retry }: { message: string; retry: () => void }) {
  return (
    <div class="state" role="alert">
      <span class="state-icon state-icon-danger">
        <Icon name="alert" size={20} />
      </span>
      <p class="state-title">{message}</p>
      <Button onClick={retry}>Try again</Button>
    </div>
  );
}

/** Instead of a record that could not be read: another try, or the way back when there is none. */
export function FailureState({
  failure,
  retry,
  back,
}: {
  failure: { message: string; missing: boolean };
  retry: () => void;
  back: { href: string; label: string };
}) {
  if (!failure.missing) return <ErrorState message={failure.message} retry={retry} />;
  return (
    <div class="state" role="alert">
      <span class="state-icon">
        <Icon name="alert" size={20} />
      </span>
      <p class="state-title">{failure.message}</p>
      <a class="button button-plain button-md" href={back.href}>
        {back.label}
      </a>
    </div>
  );
}

/** Grey bars in the shape of what is on its way, shown only when it takes long enough to notice. */
export function Loading({ rows = 6, label }: { rows?: number; label: string }) {
  return (
    <div class="loading" role="status">
      <span class="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} class="loading-row" aria-hidden="true">
          <span class="loading-dot" />
          <span class="loading-bar" />
        </span>
      ))}
    </div>
  );
}
