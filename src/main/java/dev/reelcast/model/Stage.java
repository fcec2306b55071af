package dev.reelcast.model;

/** A step of a pipeline. {@link #QUEUED} comes before the first and {@link #COMPLETED} after the last; no worker runs them. */
public enum Stage {
    QUEUED,
    DOWNLOADING,
    SPEECH_DETECTION,
    TRANSCRIPTION,
    AI_ANALYSIS,
    THUMBNAILS,
    AUDIO_PROCESSING,
    NARRATION,
    RENDERING,
    UPLOADING,
    COMPLETED
}
