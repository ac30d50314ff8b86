import { collectDefaultMetrics, Registry } from "prom-client";

/** This process's figures, read by Prometheus at /metrics. Names begin with `tagalong_`. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });
