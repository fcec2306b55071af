package dev.reelcast.ingest;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.net.FetchException;
import dev.reelcast.net.ServiceClient.Answer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/** What Google's refusals mean to the person who is to do something about them. */
final class SheetFailures {

    static final String RANGE_UNKNOWN = "sheet_range_unknown";
    static final String TOO_LARGE = "sheet_too_large";

    private static final int REASON_LENGTH = 200;
    /** What may be a key or a token has no place in a sentence. */
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_.=+/-]{40,}");

    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    private SheetFailures() {}

    /** Why a request to the Sheets API was refused. */
    static Failure of(Answer answer, SheetKey key, boolean writing) {
        JsonObject error = error(answer);
        String message = text(error, "message");
        String reason = reason(error);
        int status = answer.status();
        if (status == 429) {
            return Failure.of(
                    FailureKind.BUSY,
                    "sheet_busy",
                    "Google has been asked too often with this key (HTTP 429). Try again in a few minutes, or have the"
                            + " quota of the Google Sheets API raised.");
        }
        if (status == 408 || status >= 500) {
            return unavailable(
                    "Google Sheets has trouble of its own (HTTP " + status + "). Try again in a few minutes.");
        }
        if (status == 404) {
            return Failure.of(
                    FailureKind.NOT_FOUND,
                    "sheet_not_found",
                    "Google has no such sheet. Was it deleted? Copy its address from the browser once more.");
        }
        if (reason.startsWith("API_KEY_") || message.startsWith("API key")) {
            return Failure.of(
                    FailureKind.UNPROCESSABLE,
                    "sheet_key_refused",
                    "Google does not accept the API key: " + sentence(message)
                            + " Check its restrictions, or connect another.");
        }
        if (reason.equals("SERVICE_DISABLED") || reason.equals("accessNotConfigured")) {
            return Failure.of(
                    FailureKind.UNPROCESSABLE,
                    "sheet_api_disabled",
                    "The Google Sheets API is not enabled in the key's project. Enable it in the Google Cloud console"
                            + " (APIs & Services, Library) and try again in a few minutes.");
        }
        if (status == 401) {
            return Failure.of(
                    FailureKind.UNPROCESSABLE,
                    "sheet_key_refused",
                    "Google does not accept the key any more. Make a new one and connect it.");
        }
        if (status == 403) {
            return forbidden(key, writing);
        }
        if (message.contains("protected")) {
            return Failure.of(
                    FailureKind.FORBIDDEN,
                    "sheet_protected",
                    "The cells are protected. In the sheet, under Data, Protected sheets and ranges, allow " + whom(key)
                            + " to edit them.");
        }
        if (message.startsWith("Unable to parse range") || message.contains("exceeds grid limits")) {
            return Failure.of(
                    FailureKind.INVALID,
                    RANGE_UNKNOWN,
                    "The sheet has no such range any more. Look at the sheet and choose the range again.");
        }
        if (text(error, "status").equals("FAILED_PRECONDITION")) {
            return unsupported();
        }
        return unavailable("Google Sheets refuses the request (HTTP " + status + "): " + sentence(message));
    }

    /** Why a service account's key was not exchanged for a token. */
    static Failure ofToken(Answer answer) {
        JsonObject json = json(answer);
        String why = text(json, "error_description");
        return answer.status() == 429 || answer.status() >= 500
                ? unavailable(
                        "Google gives out no tokens now (HTTP " + answer.status() + "). Try again in a few minutes.")
                : Failure.of(
                        FailureKind.UNPROCESSABLE,
                        "sheet_key_refused",
                        "Google does not accept the service account's key: "
                                + sentence(why.isEmpty() ? text(json, "error") : why)
                                + " Make a new key of an account that is enabled, and check the server's clock.");
    }

    /** Why there was no answer at all. */
    static Failure of(Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        if (cause instanceof FetchException fetch && fetch.kind() == FetchException.Kind.TOO_LARGE) {
            return Failure.of(FailureKind.TOO_LARGE, TOO_LARGE, "A row of the sheet is larger than the server takes.");
        }
        if (cause instanceof FetchException) {
            return unavailable("Google Sheets cannot be reached from the server. Try again in a few minutes.");
        }
        return Failure.from(cause);
    }

    static Failure unsupported() {
        return Failure.of(
                FailureKind.UNPROCESSABLE,
                "sheet_unsupported",
                "This is no Google Sheet but another kind of file. Open it in Google Sheets and choose File, Save as Google"
                        + " Sheets; or export it as CSV.");
    }

    /** A key that signs nothing. */
    static Failure unusable() {
        return Failure.of(
                FailureKind.INVALID,
                "sheet_key_invalid",
                "The private key in the file cannot be used. Send the JSON file as Google gave it, whole and unchanged.");
    }

    static Failure changed() {
        return Failure.of(
                FailureKind.CONFLICT,
                "sheet_changed",
                "The sheet was changed while it was read. Read it again when nobody edits it, or make a copy and read that.");
    }

    static Failure readOnly() {
        return Failure.of(
                FailureKind.UNPROCESSABLE,
                "sheet_read_only",
                "An API key can only read, and only public sheets. Connect a service account to write into a sheet.");
    }

    static Failure unavailable(String sentence) {
        return Failure.of(FailureKind.UPSTREAM, "sheet_unavailable", sentence);
    }

    /** The answer's JSON object, empty when it is none. */
    static JsonObject json(Answer answer) {
        try {
            return new JsonObject(answer.body());
        } catch (DecodeException | ClassCastException notAnObject) {
            return new JsonObject();
        }
    }

    private static Failure forbidden(SheetKey key, boolean writing) {
        return Failure.of(
                FailureKind.FORBIDDEN,
                "sheet_private",
                key.email() == null
                        ? "The sheet is private, and an API key reads public ones only. Make it public (anyone with the"
                                + " link) or connect a service account."
                        : "Share the sheet with " + key.email() + (writing ? " as an editor." : "."));
    }

    private static String whom(SheetKey key) {
        return key.email() == null ? "the key" : key.email();
    }

    private static JsonObject error(Answer answer) {
        return json(answer).getValue("error") instanceof JsonObject error ? error : new JsonObject();
    }

    /** The word of Google's that is made for programs, wherever it stands. */
    private static String reason(JsonObject error) {
        for (String list : new String[] {"details", "errors"}) {
            if (error.getValue(list) instanceof JsonArray array) {
                for (Object each : array) {
                    if (each instanceof JsonObject detail && detail.getValue("reason") instanceof String reason) {
                        return reason;
                    }
                }
            }
        }
        return "";
    }

    private static String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text : "";
    }

    /** What Google says, as a sentence of ours may hold it. */
    private static String sentence(String message) {
        String shown = LONG_WORD
                .matcher(ADDRESS.matcher(Fields.line(message, REASON_LENGTH)).replaceAll("…"))
                .replaceAll("…");
        if (shown.isBlank()) {
            return "it does not say why.";
        }
        return shown.endsWith(".") ? shown : shown + ".";
    }
}
