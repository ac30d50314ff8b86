import { jobKindsOf } from "./jobs/declare-job.ts";

/** Every feature's jobs, as routers.ts is for its routes. */
export const jobKinds = jobKindsOf([]);
