import { useEffect } from "preact/hooks";
import { useRouter } from "../navigation/router.ts";
import { NotPermitted } from "../session/not-permitted.tsx";
import { useSignedIn } from "../session/signed-in.ts";
import { Icon } from "../ui/icon.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { EmptyState } from "../ui/state.tsx";
import { useMedia } from "../ui/use-media.ts";
import "./settings-area.css";
import { settingsPages, type SettingsPage } from "./settings-pages.ts";

const addressOf = (page: SettingsPage) => `/settings/${page.section}`;

/** Settings: its own navigation beside the page, or before it where there is one column. */
export function SettingsArea({ section }: { section: string | null }) {
  const { can } = useSignedIn();
  const router = useRouter();
  const roomy = useMedia("(min-width: 760px)");
  const offered = settingsPages.filter((page) => !page.permission || can(page.permission));
  const shown = settingsPages.find((page) => page.section === section);
  const first = section === null && roomy ? offered[0] : undefined;
  useEffect(() => {
    if (first) router.go(addressOf(first), { replace: true });
  }, [first]);

  if (section === null && !roomy) return <SettingsList pages={offered} />;
  return (
    <div class="settings">
      {roomy ? (
        <nav class="settings-side" aria-label="Settings">
          <p class="settings-title">Settings</p>
          {offered.map((page) => (
            <a
              key={page.section}
              class="settings-entry"
              href={router.href(addressOf(page))}
              aria-current={page === shown ? "page" : undefined}
            >
              {page.label}
            </a>
          ))}
        </nav>
      ) : (
        <a class="settings-back" href={router.href("/settings")}>
          <Icon name="back" size={14} />
          Settings
        </a>
      )}
      {shown ? <Shown page={shown} /> : section !== null && <Nowhere />}
    </div>
  );
}

function Shown({ page }: { page: SettingsPage }) {
  const { can } = useSignedIn();
  if (page.permission && !can(page.permission))
    return <NotPermitted permission={page.permission} />;
  return <page.page />;
}

function SettingsList({ pages }: { pages: readonly SettingsPage[] }) {
  const router = useRouter();
  return (
    <PageFrame title="Settings">
      <ul class="settings-list">
        {pages.map((page) => (
          <li key={page.section}>
            <a href={router.href(addressOf(page))}>
              <span class="settings-list-label">{page.label}</span>
              <span class="settings-list-about">{page.about}</span>
            </a>
          </li>
        ))}
      </ul>
    </PageFrame>
  );
}

function Nowhere() {
  return <EmptyState icon="search" title="There is no such setting" />;
}
