import type { Services } from "../services.ts";

/** What the verbs that write tags work with. */
export type TagServices = Pick<Services, "database" | "publisher">;
