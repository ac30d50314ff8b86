import { segmentSchema } from "@tagalong/shared/contracts/segment.ts";
import { z } from "zod";
import { useSettingsRead } from "../api/use-settings-read.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { PageFrame } from "../ui/page-frame.tsx";
import { EmptyState, ErrorState, Loading } from "../ui/state.tsx";
import { LastRefreshed } from "./last-refreshed.tsx";
import { refreshLabels } from "./segment-words.ts";
import "./segments-page.css";
import { SyncButton } from "./sync-button.tsx";
import { UsedBy } from "./used-by.tsx";

const listSchema = z.array(segmentSchema);

/** Contacts → Segments: who is in them, how they are refreshed, what uses them (S3). */
export function SegmentsPage() {
  const router = useRouter();
  const { can } = useSignedIn();
  const {
    value: segments,
    failure,
    retry,
  } = useSettingsRead("/api/crm/segments", listSchema, ["segments"]);
  return (
    <PageFrame
      title="Segments"
      lead="Named groups of contacts, used by routing and priority."
      actions={
        can("manage crm segments") && (
          <a class="button button-primary button-md" href={router.href("/crm-segments/new")}>
            New segment
          </a>
        )
      }
    >
      {failure && !segments ? (
        <ErrorState message={failure} retry={retry} />
      ) : !segments ? (
        <Loading label="Loading segments" />
      ) : segments.length === 0 ? (
        <EmptyState icon="segments" title="No segments yet" />
      ) : (
        <div class="table-frame">
          <table class="table table-stacking">
            <thead>
              <tr>
                <th scope="col">Segment</th>
                <th scope="col">Criteria</th>
                <th scope="col">Refresh</th>
                <th scope="col">Last refreshed</th>
                <th scope="col">Used by</th>
                <th scope="col" class="number">
                  Members
                </th>
                {can("manage crm segments") && (
                  <th scope="col">
                    <span class="visually-hidden">Actions</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {segments.map((segment) => (
                <tr key={segment.id}>
                  <td>
                    <a href={router.href(`/crm-segments/${segment.id}`)}>{segment.name}</a>
                    {segment.description && (
                      <p class="segment-description">{segment.description}</p>
                    )}
                  </td>
                  <td data-label="Criteria">
                    {segment.sentence ?? <span class="faint">None</span>}
                  </td>
                  <td data-label="Refresh">{refreshLabels[segment.refresh]}</td>
                  <td data-label="Last refreshed">
                    <LastRefreshed segment={segment} />
                  </td>
                  <td data-label="Used by">
                    <UsedBy segment={segment} />
                  </td>
                  <td class="number" data-label="Members">
                    {segment.members.toLocaleString("en")}
                  </td>
                  {can("manage crm segments") && (
                    <td class="segment-actions">
                      <SyncButton segment={segment} readAgain={retry} size="sm" />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PageFrame>
  );
}
