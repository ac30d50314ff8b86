/** Most pressing first: the order in which queues are pulled (R3). */
export const priorities = ["urgent", "high", "normal", "low"] as const;
export type Priority = (typeof priorities)[number];
