package dev.reelcast.ingest;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody named a sheet by.
 *
 * @param id of the spreadsheet
 * @param tabId of the tab that the URL shows, null when it says none
 * @param range that the URL selects, null when it says none
 */
record SheetLink(String id, @Nullable Long tabId, @Nullable String range) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{10,128}");
    private static final Pattern URL = Pattern.compile(
            "(?:https?://)?docs\\.google\\.com/(?:a/[^/]+/)?spreadsheets/(?:u/[0-9]+/)?d/(" + ID + ")(?:[/?#].*)?");
    private static final Pattern PUBLISHED = Pattern.compile("(?:https?://)?docs\\.google\\.com/.*/d/e/.*");
    private static final Pattern TAB = Pattern.compile("[?#&]gid=([0-9]{1,15})(?![0-9])");
    private static final Pattern RANGE = Pattern.compile("[#&]range=([^&#]+)");

    /**
     * @param text a URL as the browser shows it, or the bare id
     * @throws Failure {@link FailureKind#INVALID} when it is neither
     */
    static SheetLink parse(String text) {
        String stripped = text.strip();
        if (ID.matcher(stripped).matches()) {
            return new SheetLink(stripped, null, null);
        }
        Matcher url = URL.matcher(stripped);
        if (!url.matches()) {
            throw Failure.of(
                    FailureKind.INVALID,
                    "sheet_url_invalid",
                    PUBLISHED.matcher(stripped).matches()
                            ? "This is the address of a published copy. Open the sheet itself and copy the address from"
                                    + " the browser."
                            : "This is not the address of a Google Sheet. It begins with"
                                    + " https://docs.google.com/spreadsheets/d/.");
        }
        Matcher tab = TAB.matcher(stripped);
        Matcher range = RANGE.matcher(stripped);
        return new SheetLink(
                url.group(1), tab.find() ? Long.valueOf(tab.group(1)) : null, range.find() ? decoded(range) : null);
    }

    private static @Nullable String decoded(Matcher range) {
        try {
            return URLDecoder.decode(range.group(1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }
}
