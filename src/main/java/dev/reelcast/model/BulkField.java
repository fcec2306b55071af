package dev.reelcast.model;

/** What a column of a bulk job's rows is taken for. */
public enum BulkField {
    /** Kept, and in the results, but of no meaning. */
    IGNORE("ignore"),
    /** The address of a page or a media file, or YouTube's id of a video. */
    VIDEO("video"),
    /** What is spoken and shown. */
    TEXT("text"),
    TITLE("title"),
    VOICE("voice"),
    TEMPLATE("template"),
    IMAGE_URL("imageUrl"),
    BACKGROUND_VIDEO_URL("backgroundVideoUrl");

    private final String word;

    BulkField(String word) {
        this.word = word;
    }

    /** Its name in JSON. */
    public String word() {
        return word;
    }

    /**
     * @throws IllegalArgumentException when there is no such field
     */
    public static BulkField of(String word) {
        for (BulkField field : values()) {
            if (field.word.equals(word)) {
                return field;
            }
        }
        throw new IllegalArgumentException("no field: " + word);
    }
}
