package dev.reelcast.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.ProgressApi.Report;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Stage;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CoalescerTest {

    private final UUID job = Ids.next();
    private final Coalescer coalescer = new Coalescer(250);

    @Test
    void firstReportIsDueAtOnceAndTheNewestOfAnIntervalAtItsEnd() {
        coalescer.offer(report(1, 10), 1_000);
        assertThat(coalescer.take(1_000)).containsExactly(report(1, 10));

        coalescer.offer(report(1, 11), 1_010);
        coalescer.offer(report(1, 12), 1_020);
        assertThat(coalescer.take(1_249)).isEmpty();
        assertThat(coalescer.nextDue()).isEqualTo(OptionalLong.of(1_250));
        assertThat(coalescer.take(1_250)).containsExactly(report(1, 12));
        assertThat(coalescer.nextDue()).isEmpty();
    }

    @Test
    void sayingTheSameAgainIsNeverDue() {
        coalescer.offer(report(1, 10), 0);
        coalescer.take(0);

        coalescer.offer(report(1, 10), 10_000);

        assertThat(coalescer.take(10_000)).isEmpty();
    }

    @Test
    void nextRunIsNotHeldBackByTheOneBefore() {
        coalescer.offer(report(1, 29), 0);
        coalescer.take(0);

        coalescer.offer(report(2, 30), 1);

        assertThat(coalescer.take(1)).containsExactly(report(2, 30));
    }

    @Test
    void neverMoreThanFourASecondOfOneJob() {
        int sent = 0;
        for (int millis = 0; millis < 10_000; millis++) {
            coalescer.offer(new Report(new Run(job, 1), Stage.DOWNLOADING, 20, "at " + millis), millis);
            sent += coalescer.take(millis).size();
        }
        assertThat(sent).isEqualTo(40);
    }

    @Test
    void whatCouldNotBeStoredIsDueAgainUnlessSomethingNewerWaits() {
        coalescer.offer(report(1, 10), 0);
        List<Report> failed = coalescer.take(0);
        coalescer.putBack(failed, 10);
        assertThat(coalescer.take(250)).containsExactly(report(1, 10));

        coalescer.offer(report(1, 11), 600);
        failed = coalescer.take(600);
        coalescer.offer(report(1, 12), 610);
        coalescer.putBack(failed, 620);
        assertThat(coalescer.take(2_000)).containsExactly(report(1, 12));
    }

    @Test
    void silentJobsAreForgotten() {
        coalescer.offer(report(1, 10), 0);
        coalescer.take(0);
        coalescer.forget(10_000, 5_000);

        coalescer.offer(report(1, 10), 10_001);

        assertThat(coalescer.take(10_001)).hasSize(1);
    }

    private Report report(long run, int percent) {
        return new Report(new Run(job, run), Stage.DOWNLOADING, percent, "Downloading");
    }
}
