import type { JobDetail, StageRecord, StoredFile } from "@/api/types";
import { clock, count, duration, share, size } from "@/lib/format";
import { engineWords } from "@/lib/words";

type Output = Record<string, unknown>;

/** What a finished stage made, in one line; undefined when there is nothing to say. */
export function produced(record: StageRecord, detail: JobDetail): string | undefined {
  const output: Output = record.output ?? {};
  switch (record.stage) {
    case "downloading":
      return joined(seconds(detail.metadata?.durationSeconds), fileSize(detail, "source"));
    case "speech_detection":
      return joined(
        number(output, "ratio", (ratio) => `${share(ratio)} speech`),
        list(output, "segments", (many) => count(many, "stretch", "stretches")),
      );
    case "transcription":
      return joined(
        text(output, "note") ?? engineOf(output),
        list(output, "segments", (many) => count(many, "line")),
      );
    case "ai_analysis":
      return analysed(detail);
    case "thumbnails":
      return pictures(detail.files);
    case "audio_processing":
      return joined(
        number(output, "durationSeconds", (length) => duration(length)),
        number(output, "loudnessOut", (loudness) => `${loudness.toFixed(1).replace("-", "−")} LUFS`),
        fileSize(detail, "audio"),
      );
    case "narration":
      return joined(
        number(output, "durationSeconds", (length) => duration(length)),
        joined(text(output, "engine"), text(output, "voice")),
      );
    case "rendering":
      return joined(
        number(output, "durationSeconds", (length) => duration(length)),
        number(output, "height", (height) => `${height}p`),
        fileSize(detail, "video"),
      );
    case "uploading":
      return detail.publishing === undefined
        ? undefined
        : detail.publishing.published
          ? "Published"
          : detail.publishing.held
            ? "Held for review"
            : "Stored unpublished";
    default:
      return undefined;
  }
}

function analysed({ analysis }: JobDetail): string | undefined {
  if (analysis === undefined) {
    return undefined;
  }
  const span = analysis.episode;
  return joined(
    span === undefined ? undefined : `${clock(span.start)} to ${clock(span.end)}`,
    `${share(analysis.confidence)} sure`,
  );
}

function pictures(files: StoredFile[]): string | undefined {
  const number = files.filter((file) => file.contentType.startsWith("image/")).length;
  return number === 0 ? undefined : count(number, "picture");
}

function fileSize({ files }: JobDetail, kind: string): string | undefined {
  const file = files.find((candidate) => candidate.kind === kind);
  return file === undefined ? undefined : size(file.bytes);
}

function seconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : duration(value);
}

function number(output: Output, key: string, words: (value: number) => string): string | undefined {
  const value = output[key];
  return typeof value === "number" ? words(value) : undefined;
}

function text(output: Output, key: string): string | undefined {
  const value = output[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function engineOf(output: Output): string | undefined {
  const engine = text(output, "engine");
  return engine === undefined || engine === "none" ? undefined : engineWords(engine);
}

/** A list in the output, or its length given as a number. */
function list(output: Output, key: string, words: (length: number) => string): string | undefined {
  const value = output[key];
  const length = Array.isArray(value) ? value.length : value;
  return typeof length === "number" && length > 0 ? words(length) : undefined;
}

function joined(...parts: (string | undefined)[]): string | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.join(" · ");
}
