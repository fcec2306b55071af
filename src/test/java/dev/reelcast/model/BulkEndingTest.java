package dev.reelcast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BulkEndingTest {

    private static BulkJob job(BulkStatus status, @Nullable String reason, BulkCounts counts) {
        return job("Some rows", status, reason, counts);
    }

    private static BulkJob job(String title, BulkStatus status, @Nullable String reason, BulkCounts counts) {
        return new BulkJob(
                Ids.next(),
                Ids.next(),
                null,
                null,
                title,
                BulkSource.CSV,
                status,
                reason,
                Priority.NORMAL,
                null,
                false,
                List.of(),
                BulkSettings.NONE,
                counts,
                new BulkPace(0, 0, 0),
                7,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    @Test
    void saysInOneSentenceWhatCameOfIt() {
        assertThat(BulkEnding.of(
                        job(BulkStatus.COMPLETED_WITH_ERRORS, null, new BulkCounts(30, 0, 0, 27, 2, 1, 0, 1, 1))))
                .isEqualTo(new BulkEnding(
                        "Bulk job completed with errors", "Some rows: 27 of 30 done, 2 failed, 1 skipped."));
        assertThat(BulkEnding.of(job(BulkStatus.COMPLETED, null, new BulkCounts(10_000, 0, 0, 10_000, 0, 0, 0, 0, 0))))
                .isEqualTo(new BulkEnding("Bulk job completed", "Some rows: 10,000 of 10,000 done."));
        assertThat(BulkEnding.of(job(BulkStatus.CANCELLED, null, new BulkCounts(3, 0, 0, 1, 0, 0, 2, 0, 0))))
                .isEqualTo(new BulkEnding("Bulk job cancelled", "Some rows: 1 of 3 done, 2 cancelled."));
    }

    @Test
    void keepsATitleFromRightToLeftToItself() {
        assertThat(BulkEnding.of(job(
                                "\u05e9\u05dc\u05d5\u05dd",
                                BulkStatus.COMPLETED,
                                null,
                                new BulkCounts(1, 0, 0, 1, 0, 0, 0, 0, 0)))
                        .sentence())
                .isEqualTo("\u2068\u05e9\u05dc\u05d5\u05dd\u2069: 1 of 1 done.");
    }

    @Test
    void saysWhyItWasCutOff() {
        assertThat(BulkEnding.of(job(
                                BulkStatus.FAILED,
                                "None of the rows could start.",
                                new BulkCounts(1, 0, 0, 0, 1, 0, 0, 0, 1)))
                        .sentence())
                .isEqualTo("Some rows: 0 of 1 done, 1 failed; none of the rows could start.");
    }

    @Test
    void isAboutEndsAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> BulkEnding.of(job(BulkStatus.RUNNING, null, new BulkCounts(1, 1, 0, 0, 0, 0, 0, 0, 0))));
    }
}
