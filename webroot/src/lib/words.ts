import type { JobStatus, JobType, OutputFormat, Priority, PublishRule, Stage } from "@/api/types";

export const STATUS_WORDS: Record<JobStatus, string> = {
  pending: "Waiting",
  processing: "Running",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
  skipped: "Skipped",
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
