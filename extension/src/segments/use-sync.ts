import { jobSchema } from "@tagalong/shared/contracts/job.ts";
import { sentenceOf } from "../api/api-error.ts";
import { useJobs } from "../jobs/job-store.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { sayFailed } from "../ui/toaster.tsx";

/** Starts a sync, whose progress the tray shows (S1); what refuses it is said. */
export function useSync(): (id: number) => Promise<void> {
  const { api } = useSignedIn();
  const jobs = useJobs();
  return async (id) => {
    try {
      const path = `/api/crm/segments/${id}/sync`;
      jobs.begin(await api.call(path, { method: "POST", answer: jobSchema }));
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
  };
}
