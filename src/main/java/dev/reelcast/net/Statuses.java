package dev.reelcast.net;

import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What an HTTP status means for a later try. */
final class Statuses {

    private Statuses() {}

    static boolean success(int status) {
        return (status >= 200 && status < 300) || status == 304;
    }

    static boolean redirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    static boolean transientStatus(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    /** A status as the failure that people read. */
    static FetchException failure(int status, MultiMap headers) {
        return FetchException.status(status, retryAfter(headers, Clock.systemUTC()), sentence(status));
    }

    /** RFC 9110 §10.2.3: seconds or a date; null when absent, past or unreadable. */
    static @Nullable Duration retryAfter(MultiMap headers, Clock clock) {
        String value = headers.get("retry-after");
        if (value == null) {
            return null;
        }
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return wait.isNegative() ? null : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String sentence(int status) {
        return switch (status) {
            case 401, 403 -> "The server does not let us fetch this (HTTP " + status + ").";
            case 404, 410 -> "There is nothing at this address (HTTP " + status + ").";
            case 429 -> "The server asks us to come back later (HTTP 429).";
            case 451 -> "The server may not give this out for legal reasons (HTTP 451).";
            default ->
                status >= 500
                        ? "The server has a problem of its own (HTTP " + status + ")."
                        : "The server refused the request (HTTP " + status + ").";
        };
    }
}
