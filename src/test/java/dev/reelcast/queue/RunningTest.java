package dev.reelcast.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.QueueStoreApi.Claimed;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Stage;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunningTest {

    private final Running running = new Running(
            3,
            EnumSet.of(Stage.DOWNLOADING, Stage.SPEECH_DETECTION, Stage.TRANSCRIPTION),
            Map.of(Stage.TRANSCRIPTION, 1));

    private Run add(Stage stage) {
        Run run = new Run(UUID.randomUUID(), 1);
        running.add(new Claimed(run, JobType.YOUTUBE, stage, 1));
        return run;
    }

    @Test
    void oneThatIsOnItsWayToALimitedStageFillsIt() {
        Run first = add(Stage.SPEECH_DETECTION);
        Run second = add(Stage.SPEECH_DETECTION);
        assertThat(running.goesOn(first, Stage.TRANSCRIPTION, false)).isTrue();
        assertThat(running.goesOn(second, Stage.TRANSCRIPTION, false)).isFalse();
        assertThat(running.room()).doesNotContainKey(Stage.TRANSCRIPTION).containsEntry(Stage.DOWNLOADING, 1);
        running.remove(first);
        assertThat(running.goesOn(second, Stage.TRANSCRIPTION, false)).isTrue();
    }

    @Test
    void aLimitedStageIsLeftToAClaimThatIsOnItsWay() {
        Run run = add(Stage.SPEECH_DETECTION);
        assertThat(running.goesOn(run, Stage.TRANSCRIPTION, true)).isFalse();
        assertThat(running.goesOn(run, Stage.DOWNLOADING, true)).isTrue();
        assertThat(running.goesOn(run, Stage.UPLOADING, false)).isFalse();
    }

    @Test
    void oneWhoseResultIsBeingWrittenGivesItsSlotFree() {
        Run run = add(Stage.TRANSCRIPTION);
        add(Stage.DOWNLOADING);
        assertThat(running.free()).isEqualTo(1);
        running.settle(run);
        assertThat(running.free()).isEqualTo(2);
        assertThat(running.room()).containsEntry(Stage.TRANSCRIPTION, 1);
        assertThat(running.known()).hasSize(2).contains(run);
    }
}
