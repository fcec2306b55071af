package dev.reelcast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineTest {

    @ParameterizedTest
    @EnumSource(JobType.class)
    void percentNeverFallsAlongAPipelineAndOnlyCompletedIsAHundred(JobType type) {
        Pipeline pipeline = Pipeline.of(type);
        int before = pipeline.percent(Stage.QUEUED, 0);
        for (Pipeline.Step step : pipeline.steps()) {
            for (double fraction : new double[] {-1, 0, 0.5, 1, 7}) {
                int percent = pipeline.percent(step.stage(), fraction);
                assertThat(percent).isBetween(before, 99);
                before = percent;
            }
        }
        assertThat(pipeline.percent(Stage.COMPLETED, 0)).isEqualTo(100);
    }

    @Test
    void aStageMovesFromItsOwnStartToTheNextOnes() {
        Pipeline upload = Pipeline.of(JobType.UPLOAD);

        assertThat(upload.percent(Stage.SPEECH_DETECTION, 0)).isEqualTo(30);
        assertThat(upload.percent(Stage.SPEECH_DETECTION, 0.5)).isEqualTo(40);
        assertThat(upload.percent(Stage.SPEECH_DETECTION, 1)).isEqualTo(50);
    }

    @Test
    void afterTheLastStageComesCompleted() {
        assertThat(Pipeline.of(JobType.TRANSCRIPT).after(Stage.UPLOADING)).isEqualTo(Stage.COMPLETED);
        assertThat(Pipeline.of(JobType.YOUTUBE).after(Stage.DOWNLOADING)).isEqualTo(Stage.SPEECH_DETECTION);
        assertThatThrownBy(() -> Pipeline.of(JobType.TRANSCRIPT).after(Stage.THUMBNAILS))
                .hasMessage("a transcript job has no stage thumbnails");
    }
}
