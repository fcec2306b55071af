package dev.reelcast.model;

/**
 * A file of a job that is in storage.
 *
 * @param name unique within the job, as {@code waveform.json}: letters, digits, dot, dash, underscore
 * @param kind what it is for: {@code source}, {@code captions}, {@code waveform}, {@code closeup}, {@code transcript}, {@code thumbnail},
 *     {@code audio}, {@code chapters}, {@code narration}, {@code video}
 * @param storageKey where storage has it
 * @param contentType media type, as {@code audio/mpeg}
 * @param bytes length
 */
public record StoredFile(String name, String kind, String storageKey, String contentType, long bytes) {

    /** The name's ending without its dot, empty when it has none. */
    public String extension() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
