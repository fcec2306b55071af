export const JOB_TABS = ["overview", "log", "analysis", "transcript", "files", "publishing"] as const;
export type JobTab = (typeof JOB_TABS)[number];
