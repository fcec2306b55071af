import type { components } from "./schema";

type Schemas = components["schemas"];

export type Agent = Schemas["Agent"];
export type AgentPatch = Schemas["AgentPatch"];
export type AgentStats = Schemas["AgentStats"];
export type Analysis = Schemas["Analysis"];
export type AttemptRecord = Schemas["AttemptRecord"];
export type AuthState = Schemas["AuthState"];
export type Backfill = Schemas["Backfill"];
export type BackfillStatus = Schemas["BackfillStatus"];
export type BackfillVideo = Schemas["BackfillVideo"];
export type BackfillVideoPage = Schemas["BackfillVideoPage"];
export type BulkColumn = Schemas["BulkColumn"];
export type BulkCounts = Schemas["BulkCounts"];
export type BulkEvent = Schemas["BulkEvent"];
export type BulkField = Schemas["BulkField"];
export type BulkGrid = Schemas["BulkGrid"];
/** The contract leaves open what a row of JSON holds; nothing here sends rows. */
export type BulkInput = Omit<Schemas["BulkInput"], "rows">;
export type BulkItem = Schemas["BulkItem"];
export type BulkItemList = Schemas["BulkItemList"];
export type BulkJob = Schemas["BulkJob"];
export type BulkJobList = Schemas["BulkJobList"];
export type BulkPreview = Schemas["BulkPreview"];
export type BulkRowCounts = Schemas["BulkRowCounts"];
export type BulkSource = Schemas["BulkSource"];
export type BulkStatus = Schemas["BulkStatus"];
export type Chapter = Schemas["Chapter"];
export type CombinedFeed = Schemas["CombinedFeed"];
export type CombinedFeedPatch = Schemas["CombinedFeedPatch"];
export type Episode = Schemas["Episode"];
export type EpisodePage = Schemas["EpisodePage"];
export type FeedCheck = Schemas["FeedCheck"];
export type FeedData = Schemas["FeedData"];
export type FeedFinding = Schemas["FeedFinding"];
export type FeedHub = Schemas["FeedHub"];
export type FeedState = Schemas["FeedState"];
export type FeedToken = Schemas["FeedToken"];
export type IssuedFeedToken = Schemas["IssuedFeedToken"];
export type Job = Schemas["Job"];
export type JobDetail = Omit<Schemas["JobDetail"], "stages"> & { stages: StageRecord[] };
export type FilterPreview = Schemas["FilterPreview"];
export type HostBreak = Schemas["HostBreak"];
export type JobEvent = Schemas["JobEvent"];
export type JobList = Schemas["JobList"];
export type JobPage = Schemas["JobPage"];
export type JobPatch = Schemas["JobPatch"];
export type JobStatus = Schemas["JobStatus"];
export type JobType = Schemas["JobType"];
export type LogLevel = Schemas["LogLevel"];
export type LogLine = Schemas["LogLine"];
export type NewAgent = Schemas["NewAgent"];
export type NewCombinedFeed = Schemas["NewCombinedFeed"];
export type NewSheetConnection = Schemas["NewSheetConnection"];
export type OutputFormat = Schemas["OutputFormat"];
export type Notification = Schemas["Notification"];
export type NotificationEvent = Schemas["NotificationEvent"];
export type NotificationKind = Schemas["NotificationKind"];
export type NotificationList = Schemas["NotificationList"];
export type Pause = Schemas["Pause"];
export type Person = Schemas["Person"];
export type Priority = Schemas["Priority"];
export type Problem = Schemas["Problem"];
export type Publishing = Schemas["Publishing"];
export type PublishRule = Schemas["PublishRule"];
export type Recut = Schemas["Recut"];
export type Queue = Schemas["Queue"];
export type Quota = Schemas["Quota"];
export type Server = Schemas["Server"];
export type Session = Schemas["Session"];
export type SheetConnection = Schemas["SheetConnection"];
export type SheetPreview = Schemas["SheetPreview"];
export type SetupRequest = Schemas["SetupRequest"];
export type LoginRequest = Schemas["LoginRequest"];
export type SourceInfo = Schemas["SourceInfo"];
export type Span = Schemas["Span"];
export type Stage = Schemas["Stage"];
export type Subscription = Schemas["Subscription"];
/** The contract leaves open what a stage says of its output. */
export type StageRecord = Omit<Schemas["StageRecord"], "output"> & { output?: Record<string, unknown> };
export type Stats = Schemas["Stats"];
export type StoredFile = Schemas["StoredFile"];
export type SubmitRequest = Schemas["SubmitRequest"];
export type RenderRequest = Schemas["RenderRequest"];
export type Template = Schemas["Template"];
export type User = Schemas["User"];
export type Video = Schemas["Video"];
export type VideoFilters = Schemas["VideoFilters"];
export type VideoOrigin = Schemas["VideoOrigin"];
export type VideoPage = Schemas["VideoPage"];
export type VideoRule = Schemas["VideoRule"];
export type VideoStatus = Schemas["VideoStatus"];
export type Waiting = Schemas["Waiting"];
export type Webhook = Schemas["Webhook"];
export type WebhookEvent = Schemas["WebhookEvent"];
export type WebhookOutcome = Schemas["WebhookOutcome"];
export type CreatedWebhook = Schemas["CreatedWebhook"];

/** The file of kind "waveform": the loudest sample of each equal part of the recording, 0 to 1. */
export interface Waveform {
  duration: number;
  peaks: number[];
}

/** The file of kind "closeup": the same from near, by tenths of a second, 0 to 255. */
export type Closeup = Waveform;

/** The file of kind "speech": where people talk. */
export interface Speech {
  duration: number;
  segments: Span[];
  ratio: number;
  detector: string;
}

/** A line of the transcript; both times are -1 when it is not known when it is said. */
export interface Segment {
  start: number;
  end: number;
  text: string;
}

/** The file of kind "transcript". */
export interface Transcript {
  engine: string;
  language?: string;
  draft: boolean;
  note?: string;
  segments: Segment[];
}
