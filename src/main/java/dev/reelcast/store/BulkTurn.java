package dev.reelcast.store;

import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.BulkStatus;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's work on a bulk job whose row it has locked: what it has come to, and what is to be told of it when it is
 * written.
 */
final class BulkTurn {

    private final Sql within;
    private final BulkStatus before;
    private final List<StoredEvent> events = new ArrayList<>();
    private final List<Committed.Fact> facts = new ArrayList<>();
    private BulkJob job;
    private BulkStatus status;
    private @Nullable String reason;
    private boolean cutOff;
    private boolean atRisk;
    private boolean counted;
    private boolean itemsChanged;
    private boolean noted;
    private boolean gone;

    BulkTurn(Sql within, BulkJob locked, boolean cutOff) {
        this.within = within;
        this.job = locked;
        this.before = locked.status();
        this.status = locked.status();
        this.reason = locked.reason();
        this.atRisk = locked.deadlineAtRisk();
        this.cutOff = cutOff;
    }

    Sql within() {
        return within;
    }

    UUID id() {
        return job.id();
    }

    BulkJob job() {
        return job;
    }

    BulkStatus status() {
        return status;
    }

    boolean cutOff() {
        return cutOff;
    }

    void become(BulkStatus next) {
        status = next;
    }

    void because(@Nullable String sentence) {
        reason = sentence;
    }

    void cutOff(boolean now) {
        noted |= cutOff != now;
        cutOff = now;
    }

    /** It is deleted: nothing is left to be written of it. */
    BulkTurn gone() {
        gone = true;
        return this;
    }

    void atRisk(boolean now) {
        atRisk = now;
    }

    void tell(List<StoredEvent> more) {
        events.addAll(more);
    }

    void tell(Committed.Fact fact) {
        facts.add(fact);
    }

    /** Items changed of which no job tells. */
    void itemsChanged() {
        itemsChanged = true;
    }

    /** Adds up what its items have come to, and sees it. */
    Future<BulkTurn> fold() {
        // Read again in any case: what was read while the row's lock was waited for is of before.
        return within.execute(BulkSql.FOLD, id()).compose(changed -> {
            counted |= changed > 0;
            return reread();
        });
    }

    Future<BulkTurn> reread() {
        return BulkStore.find(within, QueueStore.everything(), id()).map(now -> {
            job = now;
            return this;
        });
    }

    /** Writes where it stands, with the events that tell of it. */
    Future<Committed<BulkJob>> write() {
        boolean moved = status != before;
        boolean news = moved || counted || itemsChanged || noted || atRisk != job.deadlineAtRisk();
        if (!news || gone) {
            return Future.succeededFuture(committed());
        }
        String end = moved ? BulkFacts.end(status) : null;
        long first = job.lastSeq() + 1;
        long told = end == null ? 1 : 2;
        return within.execute(BulkSql.WRITE, id(), Wire.word(status), reason, cutOff, atRisk, told)
                .compose(written -> end != null && job.settings().writeBack()
                        ? within.execute(BulkSql.WRITE_BACK_SOON, id())
                        : Future.succeededFuture(0))
                .compose(written -> reread())
                .compose(now -> {
                    tell(BulkFacts.of(moved ? BulkFacts.STATE_CHANGED : BulkFacts.PROGRESS, job, first, itemsChanged));
                    return end == null ? Future.succeededFuture(committed()) : tellOfEnd(end, first + 1);
                });
    }

    private Future<Committed<BulkJob>> tellOfEnd(String type, long seq) {
        tell(BulkFacts.of(type, job, seq, false));
        return BulkEnd.tell(within, job, type).map(fact -> {
            tell(fact);
            return committed();
        });
    }

    private Committed<BulkJob> committed() {
        return Committed.of(job, events).with(facts);
    }
}
