package dev.reelcast.bulk;

import dev.reelcast.bus.Address;
import dev.reelcast.bus.BulkStoreApi.NewItem;
import dev.reelcast.bus.BulkStoreApi.NewItems;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts items into the store by the thousand: while one batch is written the next is read, and no more. Blocking. */
final class Batches {

    private static final int ITEMS = 1_000;
    /** Rows may be long. */
    private static final int CHARACTERS = 2_000_000;

    private final Asking bus;
    private final Address<NewItems, Void> address;
    private final UUID bulkJobId;
    private List<NewItem> batch = new ArrayList<>();
    private int characters;
    private Future<@Nullable Void> writing = Future.succeededFuture();

    Batches(Asking bus, Address<NewItems, Void> address, UUID bulkJobId) {
        this.bus = bus;
        this.address = address;
        this.bulkJobId = bulkJobId;
    }

    void add(NewItem item) {
        batch.add(item);
        characters += characters(item.cells());
        if (batch.size() == ITEMS || characters > CHARACTERS) {
            send();
        }
    }

    /** Ends when all of them are stored. */
    void finish() {
        if (!batch.isEmpty()) {
            send();
        }
        Asking.await(writing);
    }

    static int characters(List<String> cells) {
        int sum = 0;
        for (String cell : cells) {
            sum += cell.length();
        }
        return sum;
    }

    private void send() {
        Asking.await(writing);
        writing = bus.begin(address, new NewItems(bulkJobId, batch));
        batch = new ArrayList<>();
        characters = 0;
    }
}
