package dev.reelcast.bus;

import dev.reelcast.model.SheetConnection;
import dev.reelcast.model.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of keys to spreadsheets. What is stored of a key is encrypted: the store can read none of it. */
public final class SheetStoreApi {

    /** Keeps a new one; {@link FailureKind#CONFLICT} when its owner has too many. */
    public static final Address<NewConnection, SheetConnection> ADD = new Address<>("sheet-connections.add");

    /** Those that somebody may see, newest first, 100 at most. */
    public static final Address<Viewer, List<SheetConnection>> LIST = new Address<>("sheet-connections.list");

    /** One with its key; {@link FailureKind#NOT_FOUND} for another's too. */
    public static final Address<OneConnection, Opened> OPEN = new Address<>("sheet-connections.open");

    /** Forgets one and its key; {@link FailureKind#NOT_FOUND} for another's too. */
    public static final Address<OneConnection, Void> DELETE = new Address<>("sheet-connections.delete");

    /** Google was asked with it. */
    public static final Address<Used, Void> USED = new Address<>("sheet-connections.used");

    private SheetStoreApi() {}

    public record OneConnection(Viewer viewer, UUID connectionId) {}

    /**
     * @param id what the key is sealed for
     * @param email null for an API key
     * @param sealed the key, encrypted
     */
    public record NewConnection(
            Viewer viewer,
            UUID id,
            String name,
            SheetConnection.Kind kind,
            @Nullable String email,
            byte[] sealed) {}

    /** @param sealed the key, encrypted */
    public record Opened(SheetConnection connection, byte[] sealed) {}

    /** @param error one sentence for people, null when it went well */
    public record Used(UUID connectionId, @Nullable String error) {}
}
