import type { LogLevel, LogLine } from "@/api/types";

const RANK: Record<LogLevel, number> = { info: 0, warning: 1, error: 2 };

/** The lines of at least a level that contain every one of the words, whatever their case. */
export function filterLines(lines: readonly LogLine[], level: LogLevel, words: string): LogLine[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    const text = `${line.stage ?? ""} ${line.message}`.toLowerCase();
    return RANK[line.level] >= RANK[level] && wanted.every((word) => text.includes(word));
  });
}

/** The log as a file, one entry a line: time, level, stage, message. A message of several lines is indented. */
export function logText(lines: readonly LogLine[]): string {
  return lines
    .map(({ time, level, stage = "-", message }) => {
      const text = message.replace(/\r?\n/g, "\n    ");
      return `${time} ${level.toUpperCase().padEnd(7)} ${stage} ${text}\n`;
    })
    .join("");
}
