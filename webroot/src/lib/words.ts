import type {
  BulkField,
  BulkSource,
  BulkStatus,
  JobStatus,
  JobType,
  OutputFormat,
  Priority,
  PublishRule,
  Stage,
  VideoOrigin,
  VideoRule,
  VideoStatus,
} from "@/api/types";

export const STATUS_WORDS: Record<JobStatus, string> = {
  pending: "Waiting",
  processing: "Running",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
  skipped: "Skipped",
};

export const BULK_STATUS_WORDS: Record<BulkStatus, string> = {
  pending: "Not started",
  running: "Running",
  pausing: "Pausing",
  paused: "Paused",
  completing: "Completing",
  completed: "Completed",
  completed_with_errors: "Completed with errors",
  cancelling: "Cancelling",
  cancelled: "Cancelled",
  failed: "Failed",
};

export const BULK_SOURCE_WORDS: Record<BulkSource, string> = {
  csv: "CSV file",
  sheet: "Google Sheet",
  list: "Pasted list",
  rows: "Rows by a script",
};

/** What a column of a bulk job is taken for. */
export const BULK_FIELD_WORDS: Record<BulkField, string> = {
  ignore: "Left out",
  video: "Video (URL or id)",
  text: "Text to speak",
  title: "Title",
  voice: "Voice",
  template: "Template",
  imageUrl: "Picture (URL)",
  backgroundVideoUrl: "Background video (URL)",
};

export const TYPE_WORDS: Record<JobType, string> = {
  youtube: "URL",
  upload: "File",
  transcript: "Transcript",
  render: "Render",
};

/** A stage as a thing: "Retry from transcription". */
export const STAGE_WORDS: Record<Stage, string> = {
  queued: "Queued",
  downloading: "Download",
  speech_detection: "Speech detection",
  transcription: "Transcription",
  ai_analysis: "Analysis",
  thumbnails: "Thumbnails",
  audio_processing: "Audio processing",
  narration: "Narration",
  rendering: "Rendering",
  uploading: "Saving",
  completed: "Completed",
};

export const PRIORITY_WORDS: Record<Priority, string> = {
  low: "Low",
  normal: "Normal",
  high: "High",
  urgent: "Urgent",
};

export const PUBLISH_WORDS: Record<PublishRule, { name: string; explained: string }> = {
  auto: { name: "Publish by itself", explained: "Published when the analysis is sure, else held for your review." },
  review: { name: "Review first", explained: "Every episode waits for your review." },
  manual: { name: "By hand", explained: "Episodes are stored unpublished, and not put up for review." },
};

export const FORMAT_WORDS: Record<OutputFormat, string> = {
  mp3: "MP3 (plays everywhere)",
  m4a: "M4A (AAC)",
  opus: "Opus (smallest)",
};

export const VIDEO_STATUS_WORDS: Record<VideoStatus, string> = {
  discovered: "Discovered",
  queued: "Queued",
  processed: "Processed",
  ignored: "Left out",
  failed: "Failed",
};

export const VIDEO_ORIGIN_WORDS: Record<VideoOrigin, { name: string; explained: string }> = {
  hub: { name: "Hub", explained: "The hub told of it when it was published." },
  poll: { name: "Channel feed", explained: "A look at the channel's feed found it." },
  backfill: { name: "Backfill", explained: "It was asked for with older videos." },
  submitted: { name: "By hand", explained: "Somebody sent its address." },
};

export const VIDEO_RULE_WORDS: Record<VideoRule, string> = {
  older: "Older",
  title_include: "Title",
  title_exclude: "Title",
  too_short: "Too short",
  too_long: "Too long",
  short: "Short",
  live: "Live stream",
  cancelled: "Cancelled",
  skipped: "Skipped",
  deleted: "Taken away",
  by_hand: "By hand",
};

const ENGINES: Record<string, string> = {
  given: "As it was given",
  captions: "From the source's captions",
  service: "By a speech-to-text service",
  whisper: "By a local model",
  pocketsphinx: "By PocketSphinx",
};

/** Where a transcript comes from. */
export function engineWords(engine: string): string {
  return ENGINES[engine] ?? engine;
}
