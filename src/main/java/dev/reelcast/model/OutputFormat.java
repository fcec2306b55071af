package dev.reelcast.model;

/** How an episode's audio is encoded. */
public enum OutputFormat {
    MP3("mp3", "audio/mpeg"),
    M4A("m4a", "audio/mp4"),
    OPUS("opus", "audio/ogg");

    private final String extension;
    private final String contentType;

    OutputFormat(String extension, String contentType) {
        this.extension = extension;
        this.contentType = contentType;
    }

    /**
     * The format of files with an ending.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static OutputFormat ofExtension(String extension) {
        for (OutputFormat format : values()) {
            if (format.extension.equals(extension)) {
                return format;
            }
        }
        throw new IllegalArgumentException("no format of audio: " + extension);
    }

    /** The file name's ending, without a dot. */
    public String extension() {
        return extension;
    }

    /** The media type of an enclosure in this format. */
    public String contentType() {
        return contentType;
    }
}
