package dev.reelcast.net;

import java.util.Locale;

/** A URL that is not fetched. The message is one sentence for people and never holds the URL itself. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a URL is not fetched. */
    public enum Reason {
        /** It is no URL of the web, or one that could mean two things to two programs. */
        INVALID_URL,
        /** It leads to this machine, its network or another place that is not on the public internet. */
        PRIVATE_ADDRESS,
        /** Its host has no address now; that may pass. */
        UNKNOWN_HOST,
        /** It leads to a playlist or a channel where one video is asked for. */
        NOT_A_VIDEO,
        /** It leads to a video, a playlist or another page where a channel is asked for. */
        NOT_A_CHANNEL;

        /** The stable word for programs, as {@code private_address}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    public Refused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static Refused invalid(String message) {
        return new Refused(Reason.INVALID_URL, message);
    }

    public Reason reason() {
        return reason;
    }
}
