import type { Services } from "../services.ts";

export type PropertyServices = Pick<Services, "database" | "publisher">;
