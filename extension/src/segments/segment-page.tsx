import { segmentSchema, type Segment } from "@tagalong/shared/contracts/segment.ts";
import { useState } from "preact/hooks";
import { z } from "zod";
import type { ApiClient } from "../api/api-client.ts";
import { sentenceOf } from "../api/api-error.ts";
import { useSettingsRead } from "../api/use-settings-read.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { useRefusable } from "../tags/use-refusable.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { FailureState, Loading } from "../ui/state.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { say, sayFailed } from "../ui/toaster.tsx";
import { SegmentFacts } from "./segment-facts.tsx";
import { SegmentForm } from "./segment-form.tsx";
import { SegmentMembers } from "./segment-members.tsx";
import "./segment-page.css";
import { SyncButton } from "./sync-button.tsx";

/** One segment: who is in it, and what makes it (S3). */
export function SegmentPage({ id, tab }: { id: number; tab: "members" | "advanced" }) {
  const router = useRouter();
  const { can } = useSignedIn();
  const [isDeleting, setDeleting] = useState(false);
  const path = `/api/crm/segments/${id}`;
  const {
    value: segment,
    failure,
    missing,
    retry,
  } = useSettingsRead(path, segmentSchema, ["segments"]);
  if (!segment || missing) {
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
      actions={
        can("manage crm segments") && (
          <>
            <SyncButton segment={segment} readAgain={retry} />
            <Button look="danger" onClick={() => setDeleting(true)}>
              Delete
            </Button>
          </>
        )
      }
    >
      <Tabs
        label="Segment"
        value={tab}
        change={(next) => router.go(`/crm-segments/${id}${next === "advanced" ? "/advanced" : ""}`)}
        tabs={[
          {
            value: "members",
            label: "Members",
            content: (
              <>
                <SegmentFacts segment={segment} />
                <SegmentMembers segment={segment} />
              </>
            ),
          },
          { value: "advanced", label: "Advanced", content: <Advanced segment={segment} /> },
        ]}
      />
      {isDeleting && <DeleteDialog segment={segment} close={() => setDeleting(false)} />}
    </PageFrame>
  );
}

function Advanced({ segment }: { segment: Segment }) {
  const { api, can } = useSignedIn();
  if (!can("manage crm segments")) {
    return <p class="muted segment-read-only">You may see this segment, but not change it.</p>;
  }
  return (
    <div class="segment-advanced">
      <SegmentForm
        segment={segment}
        saveLabel="Save"
        save={async ({ criteria = null, ...change }) => {
          const path = `/api/crm/segments/${segment.id}`;
          const body = { ...change, criteria };
          await api.call(path, { method: "PATCH", body, answer: segmentSchema });
          const isSynced = segment.refresh === "on_sync" && change.refresh === "on_sync";
          const note = "The list stays as it was until the next sync.";
          say(isSynced ? `Segment updated. ${note}` : "Segment updated");
        }}
      />
    </div>
  );
}

async function restore(api: ApiClient, id: number): Promise<void> {
  try {
    const path = `/api/crm/segments/${id}/restore`;
    await api.call(path, { method: "POST", answer: segmentSchema });
    say("Segment restored");
  } catch (error) {
    sayFailed(sentenceOf(error));
  }
}

function DeleteDialog({ segment, close }: { segment: Segment; close: () => void }) {
  const { api } = useSignedIn();
  const router = useRouter();
  const { problem, busy, run } = useRefusable();
  return (
    <Dialog title={`Delete “${segment.name}”`} close={close}>
      <div class="dialog-body">
        <p>
          Rules and other segments that name it match nobody by it any more; they are flagged where
          they are shown. No contact is deleted.
        </p>
        {problem && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
      </div>
      <footer class="dialog-footer">
        <Button onClick={close}>Cancel</Button>
        <Button
          look="danger"
          disabled={busy}
          onClick={() =>
            run(async () => {
              const path = `/api/crm/segments/${segment.id}`;
              const answer = z.object({ deleted: z.literal(true) });
              await api.call(path, { method: "DELETE", answer });
              say("Segment deleted", { label: "Undo", run: () => void restore(api, segment.id) });
              router.go("/crm-segments");
            })
          }
        >
          Delete
        </Button>
      </footer>
    </Dialog>
  );
}
