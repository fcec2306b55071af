import type { JobType, Stage } from "@/api/types";

interface Step {
  stage: Stage;
  /** Where the stage begins, in percent. */
  start: number;
  /** What is happening. */
  words: string;
}

const shared = (speech: number, transcription: number, analysis: number, download: string): Step[] => [
  { stage: "downloading", start: 10, words: download },
  { stage: "speech_detection", start: speech, words: "Detecting speech" },
  { stage: "transcription", start: transcription, words: "Transcribing" },
  { stage: "ai_analysis", start: analysis, words: "Analysing" },
  { stage: "thumbnails", start: 65, words: "Making thumbnails" },
  { stage: "audio_processing", start: 70, words: "Processing audio" },
  { stage: "uploading", start: 90, words: "Saving the episode" },
];

/** The server's pipelines, as far as a bar has to know them. */
const PIPELINES: Record<JobType, Step[]> = {
  youtube: shared(30, 40, 50, "Downloading"),
  upload: shared(30, 50, 60, "Preparing upload"),
  transcript: [
    { stage: "transcription", start: 40, words: "Summarizing transcript" },
    { stage: "ai_analysis", start: 70, words: "Analysing" },
    { stage: "uploading", start: 90, words: "Saving results" },
  ],
  render: [
    { stage: "narration", start: 20, words: "Speaking the text" },
    { stage: "rendering", start: 40, words: "Rendering video" },
    { stage: "thumbnails", start: 85, words: "Making thumbnails" },
    { stage: "uploading", start: 90, words: "Saving the video" },
  ],
};

/** The percentages at which a bar gets a tick. */
export function stageTicks(type: JobType): number[] {
  return PIPELINES[type].map((step) => step.start);
}

/** What is happening, in words: "Detecting speech". */
export function stageInWords(type: JobType, stage: Stage): string {
  return (
    PIPELINES[type].find((step) => step.stage === stage)?.words ?? (stage === "completed" ? "Completed" : "Queued")
  );
}
