package dev.reelcast.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {

    record Words(Stage stage, Map<JobStatus, Long> counts, Instant at, JsonObject more) {}

    @Test
    void constantsAreLowerCaseWordsAndTimesAreRfc3339() {
        JsonObject json = Wire.json(new Words(
                Stage.AI_ANALYSIS,
                Map.of(JobStatus.PENDING, 2L),
                Instant.parse("2026-11-21T09:00:00Z"),
                new JsonObject().put("a", 1)));

        assertThat(json.encode())
                .isEqualTo(
                        "{\"stage\":\"ai_analysis\",\"counts\":{\"pending\":2},\"at\":\"2026-11-21T09:00:00Z\",\"more\":{\"a\":1}}");
        assertThat(Wire.record(Words.class, json).stage()).isEqualTo(Stage.AI_ANALYSIS);
        assertThat(Wire.record(Words.class, json).more().getInteger("a")).isEqualTo(1);
    }

    @Test
    void absentMembersAreNullAndUnknownOnesPassedOver() {
        Transcript read = Wire.record(
                Transcript.class,
                "{\"engine\":\"given\",\"draft\":false,\"segments\":[{\"start\":0,\"end\":1.5,\"text\":\"Hi.\"}],\"x\":1}");

        assertThat(read)
                .isEqualTo(new Transcript("given", null, false, null, List.of(new Transcript.Segment(0, 1.5, "Hi."))));
    }
}
