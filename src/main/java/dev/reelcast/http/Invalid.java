package dev.reelcast.http;

import org.jspecify.annotations.Nullable;

/** A request that is not what the contract asks for: 400, with the member or parameter it concerns. */
final class Invalid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String field;
    private final String code;

    /**
     * @param field a member as {@code feed.title}, or a parameter; null for the request as a whole
     * @param sentence for people; never the value itself
     */
    Invalid(@Nullable String field, String sentence) {
        this(field, "invalid", sentence);
    }

    /** @param code a word that a program can act on */
    Invalid(@Nullable String field, String code, String sentence) {
        super(sentence, null, false, false);
        this.field = field;
        this.code = code;
    }

    @Nullable
    String field() {
        return field;
    }

    String code() {
        return code;
    }

    String sentence() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
