import { segmentMemberSchema } from "@tagalong/shared/contracts/segment-member.ts";
import { segmentSchema, type Segment } from "@tagalong/shared/contracts/segment.ts";
import { usePages } from "../api/use-pages.ts";
import { useRead } from "../api/use-read.ts";
import { useRouter } from "../navigation/router.ts";
import { Button } from "../ui/button.tsx";
import { date } from "../ui/format-time.ts";
import { PageFrame } from "../ui/page-frame.tsx";
import { EmptyState, ErrorState, FailureState, Loading } from "../ui/state.tsx";
import "./segment-page.css";
import { Tabs } from "../ui/tabs.tsx";
import { originLabels, refreshLabels } from "./segment-words.ts";

/** One segment: what it is and who is in it (S3). */
export function SegmentPage({ id, tab }: { id: number; tab: "members" | "advanced" }) {
  const router = useRouter();
  const {
    value: segment,
    failure,
    missing,
    retry,
  } = useRead(`/api/crm/segments/${id}`, segmentSchema);
  if (!segment) {
    return failure ? (
      <FailureState
        failure={{ message: failure, missing }}
        retry={retry}
        back={{ href: router.href("/crm-segments"), label: "All segments" }}
      />
    ) : (
      <Loading label="Loading the segment" />
    );
  }
  return (
    <PageFrame
      above={<a href={router.href("/crm-segments")}>All segments</a>}
      title={segment.name}
      lead={segment.description}
    >
      <Tabs
        label="Segment"
        value={tab}
        change={(next) => router.go(`/crm-segments/${id}${next === "advanced" ? "/advanced" : ""}`)}
        tabs={[
          { value: "members", label: "Members", content: <Members segment={segment} /> },
          { value: "advanced", label: "Advanced", content: <Facts segment={segment} /> },
        ]}
      />
    </PageFrame>
  );
}

function Facts({ segment }: { segment: Segment }) {
  return (
    <dl class="segment-facts">
      {segment.sentence && (
        <div class="segment-criteria">
          <dt>Criteria</dt>
          <dd>{segment.sentence}</dd>
        </div>
      )}
      <div>
        <dt>Refresh</dt>
        <dd>{refreshLabels[segment.refresh]}</dd>
      </div>
      <div>
        <dt>Members</dt>
        <dd>{segment.members}</dd>
      </div>
      {segment.requiresSignedContext && (
        <div>
          <dt>Widget context</dt>
          <dd>Signed only</dd>
        </div>
      )}
    </dl>
  );
}

function Members({ segment }: { segment: Segment }) {
  const router = useRouter();
  const { items, more, failure, retry } = usePages(
    `/api/crm/segments/${segment.id}/members`,
    segmentMemberSchema,
  );
  return (
    <section aria-labelledby="members">
      <h2 id="members" class="segment-heading">
        Members
      </h2>
      {failure && !items ? (
        <ErrorState message={failure} retry={retry} />
      ) : !items ? (
        <Loading label="Loading members" />
      ) : items.length === 0 ? (
        <EmptyState icon="contacts" title="No members yet">
          {segment.refresh === "on_conversation"
            ? "Contacts that fit the criteria join when they next write."
            : null}
        </EmptyState>
      ) : (
        <div class="table-frame">
          <table class="table table-stacking">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Email</th>
                <th scope="col">Why</th>
                <th scope="col">Since</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ contact, why, origin, since }) => (
                <tr key={contact.id}>
                  <td>
                    <a href={router.href(`/contacts/${contact.id}`)}>{contact.displayName}</a>
                  </td>
                  <td>{contact.email}</td>
                  <td data-label="Why">{why.join(" · ") || originLabels[origin]}</td>
                  <td data-label="Since">{since && date(since)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more && (
        <div class="table-more">
          <Button onClick={more}>Show more</Button>
        </div>
      )}
    </section>
  );
}
