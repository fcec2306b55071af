package dev.reelcast.stage;

/**
 * The checkpoint of audio processing.
 *
 * @param durationSeconds of the finished audio
 * @param contentStart seconds into it at which the episode's own content begins
 * @param loudnessIn LUFS of the chosen span as it was
 * @param loudnessOut LUFS as it is now
 * @param format {@code mp3}, {@code m4a} or {@code opus}
 */
record AudioResult(double durationSeconds, double contentStart, double loudnessIn, double loudnessOut, String format) {}
