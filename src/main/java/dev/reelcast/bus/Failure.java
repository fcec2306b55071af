package dev.reelcast.bus;

import dev.reelcast.model.Wire;
import org.jspecify.annotations.Nullable;

/** A request that could not be answered: the root of every failure that crosses the bus or leaves by HTTP. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String code;

    /**
     * @param kind what sort of failure
     * @param code a word that a program can act on, as {@code invalid_url}
     * @param message one sentence for people; never a secret, a stack or the raw input
     * @param cause what lies behind it, for the log only
     */
    public Failure(FailureKind kind, String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.code = code;
    }

    /** A failure whose code is its kind's word. */
    public static Failure of(FailureKind kind, String message) {
        return new Failure(kind, Wire.word(kind), message, null);
    }

    /** A failure with a code of its own. */
    public static Failure of(FailureKind kind, String code, String message) {
        return new Failure(kind, code, message, null);
    }

    /** Nothing of that id, or nothing that the asker may see: the two are not told apart. */
    public static Failure notFound(String what) {
        return of(FailureKind.NOT_FOUND, "There is no such " + what + ".");
    }

    /** Any throwable as a failure: itself when it is one, else {@link FailureKind#INTERNAL} with it as the cause. */
    public static Failure from(Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        return new Failure(FailureKind.INTERNAL, "internal", "Something went wrong on the server.", cause);
    }

    public FailureKind kind() {
        return kind;
    }

    /** A word that a program can act on. */
    public String code() {
        return code;
    }

    /** The sentence for people, never null. */
    public String sentence() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
