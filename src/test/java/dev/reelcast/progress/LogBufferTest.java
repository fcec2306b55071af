package dev.reelcast.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.ProgressApi;
import dev.reelcast.model.Ids;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.LogLine;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogBufferTest {

    private final UUID job = Ids.next();
    private final LogBuffer buffer = new LogBuffer();

    @Test
    void aFloodIsCutAndSaysSo() {
        UUID quiet = Ids.next();
        for (int i = 0; i < 5_000; i++) {
            buffer.add(line(job, "line " + i));
        }
        buffer.add(line(quiet, "heard"));

        List<LogLine> batch = buffer.take();

        assertThat(batch).hasSize(1_002);
        assertThat(batch).anyMatch(line -> line.jobId().equals(quiet));
        assertThat(batch.get(1_001).message()).isEqualTo("4000 lines came too fast and were left out.");
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void longLinesAreCutAndNulIsReplaced() {
        buffer.add(line(job, "a\0b" + "x".repeat(10_000)));

        String message = buffer.take().get(0).message();

        assertThat(message).hasSize(4_000).startsWith("a\uFFFDb").endsWith("…");
    }

    @Test
    void whatCouldNotBeStoredComesFirstAgain() {
        buffer.add(line(job, "first"));
        buffer.add(line(job, "second"));
        List<LogLine> failed = buffer.take();
        buffer.add(line(job, "third"));

        buffer.putBack(failed);

        assertThat(buffer.take()).extracting(LogLine::message).containsExactly("first", "second", "third");
    }

    private static LogLine line(UUID job, String message) {
        return ProgressApi.line(job, LogLevel.INFO, null, message);
    }
}
