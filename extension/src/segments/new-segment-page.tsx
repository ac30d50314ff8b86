import { segmentSchema } from "@tagalong/shared/contracts/segment.ts";
import { useRouter } from "../navigation/router.ts";
import { NotPermitted } from "../session/not-permitted.tsx";
import { useSignedIn } from "../session/signed-in.ts";
import { PageFrame } from "../ui/page-frame.tsx";
import { say } from "../ui/toaster.tsx";
import { SegmentForm } from "./segment-form.tsx";
import { useSync } from "./use-sync.ts";

/** A segment that is to be (S3, S4). */
export function NewSegmentPage() {
  const { api, can } = useSignedIn();
  const router = useRouter();
  const sync = useSync();
  if (!can("manage crm segments")) return <NotPermitted permission="manage crm segments" />;
  return (
    <PageFrame
      above={<a href={router.href("/crm-segments")}>All segments</a>}
      title="New segment"
      lead="A named group of contacts that routing, priority and views can use."
    >
      <SegmentForm
        saveLabel="Create segment"
        cancel={() => router.go("/crm-segments")}
        save={async (body, thenSync) => {
          const path = "/api/crm/segments";
          const { id } = await api.call(path, { method: "POST", body, answer: segmentSchema });
          say("Segment created");
          if (thenSync) await sync(id);
          router.go(`/crm-segments/${id}`);
        }}
      />
    </PageFrame>
  );
}
