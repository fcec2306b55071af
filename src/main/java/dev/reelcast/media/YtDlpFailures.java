package dev.reelcast.media;

import dev.reelcast.media.ChildProcess.Result;
import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what yt-dlp wrote when it gave up into a failure that people can read. */
final class YtDlpFailures {

    private static final Pattern HTTP_STATUS = Pattern.compile("http error:? (\\d{3})\\b", Pattern.CASE_INSENSITIVE);
    /** What may hold any words at all: addresses, the name of the extractor, the video's id. */
    private static final Pattern UNTOLD =
            Pattern.compile("\\b[a-z]+://\\S+|^(?:ERROR|WARNING): (?:\\[[^\\]]*\\] (?:\\S+: )?)?");

    private YtDlpFailures() {}

    /** What a run that ended with an exit code other than 0 failed of. What yt-dlp wrote is the cause's message. */
    static MediaException of(Result result) {
        return of(result.errorTail(), new IOException("exit code " + result.exitCode() + ": " + result.errorTail()));
    }

    /** Whether it failed because the video has not begun. */
    static boolean notYet(Result result) {
        return YtDlpMeaning.NOT_YET.fits(message(result.errorTail()));
    }

    private static MediaException of(String errors, IOException said) {
        String message = message(errors);
        Optional<MediaException> special = firstOf(YtDlpMeaning.SPECIAL, message, said);
        if (special.isPresent()) {
            return special.get();
        }
        Matcher status = HTTP_STATUS.matcher(message);
        if (status.find()) {
            return ofStatus(Integer.parseInt(status.group(1)), said);
        }
        return firstOf(YtDlpMeaning.GENERAL, message, said)
                .orElseGet(() -> new MediaException(Kind.FAILED, "The video could not be downloaded.", said));
    }

    private static Optional<MediaException> firstOf(List<YtDlpMeaning> meanings, String message, IOException said) {
        return meanings.stream()
                .filter(meaning -> meaning.fits(message))
                .findFirst()
                .map(meaning -> new MediaException(meaning.kind(), meaning.word(), meaning.sentence(), said));
    }

    private static MediaException ofStatus(int status, IOException said) {
        boolean passing = status == 425 || status == 429 || status >= 500;
        String sentence =
                switch (status) {
                    case 403 -> "The server does not let us fetch this (HTTP 403).";
                    case 404, 410 -> "There is nothing at this address (HTTP " + status + ").";
                    case 429 -> "The server asks us to come back later (HTTP 429).";
                    case 451 -> "The server may not give this out for legal reasons (HTTP 451).";
                    default ->
                        status >= 500
                                ? "The server has a problem of its own (HTTP " + status + ")."
                                : "The server refused the request (HTTP " + status + ").";
                };
        return new MediaException(passing ? Kind.FAILED : Kind.UNAVAILABLE, "http_" + status, sentence, said);
    }

    /** The last error, which is the one it gave up at, without what is not yt-dlp's or the site's own wording. */
    private static String message(String errors) {
        int last = errors.lastIndexOf("ERROR: ");
        return UNTOLD.matcher(errors.substring(Math.max(0, last))).replaceAll("");
    }
}
