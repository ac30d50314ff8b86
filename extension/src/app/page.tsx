import { ImportPage } from "../contact-transfer/import-page.tsx";
import { ContactsPage } from "../contacts/contacts-page.tsx";
import { DealPage, DealsPage } from "../deals/deals-page.tsx";
import { LeadPage, LeadsPage } from "../leads/leads-page.tsx";
import { useRouter } from "../navigation/router.ts";
import { ContactPage } from "../records/contact-page.tsx";
import { NewSegmentPage } from "../segments/new-segment-page.tsx";
import { SegmentPage } from "../segments/segment-page.tsx";
import { SegmentsPage } from "../segments/segments-page.tsx";
import { NotPermitted } from "../session/not-permitted.tsx";
import { useSignedIn } from "../session/signed-in.ts";
import { SettingsArea } from "../settings/settings-area.tsx";
import { TagsPage } from "../tags/tags-page.tsx";
import { EmptyState } from "../ui/state.tsx";
import { areas } from "./areas.ts";
import type { Route } from "./route.ts";

/** Every page but the inbox. */
export function Page({ route }: { route: Route }) {
  const router = useRouter();
  const { can } = useSignedIn();
  const needed = areas.find((area) => area.pages.includes(route.page))?.permission;
  if (needed && !can(needed)) return <NotPermitted permission={needed} />;
  switch (route.page) {
    case "contacts":
      return <ContactsPage />;
    case "contact":
      return <ContactPage key={route.id} id={route.id} />;
    case "contact-import":
      return <ImportPage />;
    case "leads":
      return <LeadsPage />;
    case "lead":
      return <LeadPage key={route.id} id={route.id} />;
    case "deals":
      return <DealsPage />;
    case "deal":
      return <DealPage key={route.id} id={route.id} />;
    case "tags":
      return <TagsPage />;
    case "segments":
      return <SegmentsPage />;
    case "segment":
      return <SegmentPage key={route.id} id={route.id} tab={route.tab} />;
    case "new-segment":
      return <NewSegmentPage />;
    case "settings":
      return <SettingsArea section={null} />;
    case "settings-page":
      return <SettingsArea section={route.section} />;
    default:
      return (
        <EmptyState icon="search" title="There is nothing at this address">
          <a href={router.href("/conversations")}>Go to the inbox</a>
        </EmptyState>
      );
  }
}
