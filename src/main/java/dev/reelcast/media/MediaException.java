package dev.reelcast.media;

import dev.reelcast.model.Wire;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why an operation on media did not come to its end. The message is one sentence for people. */
public class MediaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The classes of failure that callers tell apart. */
    public enum Kind {
        /** The file has no bytes. */
        EMPTY(true),
        /** The file is no audio or video that may be opened. */
        NOT_MEDIA(true),
        /** There is a picture, but no sound. */
        NO_AUDIO(true),
        /** The file ends before its own index says so. */
        TRUNCATED(true),
        /** The file holds what cannot be decoded. */
        DAMAGED(true),
        /** Longer, or larger in bytes or pixels, than is allowed. */
        TOO_LARGE(true),
        /** A program or a model that is needed is not installed. */
        TOOL_MISSING(true),
        /** Nobody talks in the recording. */
        NO_SPEECH(true),
        /** A transcript that was given cannot be read. */
        BAD_TRANSCRIPT(true),
        /** No engine has the voice that is asked for. */
        UNKNOWN_VOICE(true),
        /** A template is not there, or cannot be used: a font that it names is missing, say. */
        BAD_TEMPLATE(true),
        /** A service will not answer as it is configured: wrong key, wrong address, unknown model. */
        REFUSED(true),
        /** A URL leads to nothing that can be had: private, removed, for members only, no media. */
        UNAVAILABLE(true),
        /** A service that is configured does not answer, or says that it cannot now. */
        SERVICE_DOWN(false),
        /** The time limit passed. */
        TIMEOUT(false),
        /** Somebody, or a stopping server, called it off. */
        CANCELLED(false),
        /** The disk is full. */
        NO_SPACE(false),
        /** Anything else; another try may work. */
        FAILED(false);

        private final boolean permanent;

        Kind(boolean permanent) {
            this.permanent = permanent;
        }

        /** Whether trying again on the same server with the same file is bound to fail the same way. */
        public boolean permanent() {
            return permanent;
        }
    }

    private final Kind kind;
    private final String word;

    /** @param message one sentence for people, without paths and command lines */
    public MediaException(Kind kind, String message) {
        this(kind, message, null);
    }

    /**
     * @param message one sentence for people, without paths and command lines
     * @param cause what came before, null when there is none
     */
    public MediaException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, Wire.word(kind), message, cause);
    }

    /**
     * @param word says more than the kind does, as {@code private_video}
     * @param message one sentence for people, without paths and command lines
     * @param cause what came before, null when there is none
     */
    public MediaException(Kind kind, String word, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.word = word;
    }

    /**
     * The failure that an error of reading or writing stands for: {@link Kind#NO_SPACE} or {@link Kind#FAILED}.
     *
     * @param message for people, unless the disk is full
     */
    static MediaException of(IOException cause, String message) {
        return String.valueOf(cause.getMessage()).contains("No space left on device")
                ? new MediaException(Kind.NO_SPACE, "The disk is full.", cause)
                : new MediaException(Kind.FAILED, message, cause);
    }

    public final Kind kind() {
        return kind;
    }

    /** The stable word for the class of failure, as {@code no_audio}, {@code private_video}, {@code http_404}. */
    public final String word() {
        return word;
    }
}
