export const JOB_TABS = ["overview", "log", "history", "analysis", "transcript", "files", "publishing"] as const;
export type JobTab = (typeof JOB_TABS)[number];
