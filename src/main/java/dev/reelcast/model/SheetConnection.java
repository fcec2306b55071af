package dev.reelcast.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key by which spreadsheets at Google are read and written. The key itself is in no record.
 *
 * @param id never reused
 * @param ownerId the user whom it belongs to
 * @param name 1 to 100 characters
 * @param kind what the key can do
 * @param email whom a sheet has to be shared with; null for an API key
 * @param createdAt when it was connected
 * @param usedAt when Google was last asked with it, null for never
 * @param error the newest trouble it had, one sentence for people; null for none
 * @param errorAt when that was; before {@code usedAt} when it went well since
 */
public record SheetConnection(
        UUID id,
        UUID ownerId,
        String name,
        Kind kind,
        @Nullable String email,
        Instant createdAt,
        @Nullable Instant usedAt,
        @Nullable String error,
        @Nullable Instant errorAt) {

    /** What a key can do. */
    public enum Kind {
        /** Reads sheets that everybody can. */
        API_KEY,
        /** Reads and writes what is shared with it. */
        SERVICE_ACCOUNT
    }
}
