package dev.reelcast;

import dev.reelcast.media.ByHand;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaInfo;
import dev.reelcast.media.MediaProbe;
import dev.reelcast.media.Tools;
import dev.reelcast.media.Waveform;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A recording through the whole pipeline, against the same steps by hand. Both are done in turns; of several rounds the fastest counts. */
final class PipelineBench {

    private static final double TARGET = 1.15;
    private static final String UPLOAD = "sending the file";
    private static final String BETWEEN = "between the stages";
    private static final Map<String, String> BARE = Map.of(
            UPLOAD, "cp",
            "downloading", "ffprobe",
            "speech_detection", "ffmpeg to a WAV file, then Silero over it",
            "thumbnails", "the two cards",
            "audio_processing", "ffmpeg measures, ffmpeg encodes");

    private final Report report;
    private final Tools tools;
    private final int minutes;
    private final int rounds;

    PipelineBench(Report report, Tools tools, int minutes, int rounds) {
        this.report = report;
        this.tools = tools;
        this.minutes = minutes;
        this.rounds = rounds;
    }

    /** What one job left behind that the same work by hand starts from. */
    private record Made(Analysis analysis, Waveform waveform, Path cover) {}

    void run() throws Exception {
        report.heading("A recording of " + minutes + " minutes through the whole pipeline");
        Recording recording = Recording.mp3(tools, minutes);
        String before = Bench.load();
        Map<String, Double> server = new LinkedHashMap<>();
        Map<String, Double> hand = new LinkedHashMap<>();
        double bestServer = Double.MAX_VALUE;
        double bestHand = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            Path folder = Files.createTempDirectory(Bench.FOLDER, "pipeline-");
            Map<String, Double> stages = new LinkedHashMap<>();
            Made made = throughServer(recording, folder, stages);
            bestServer = Math.min(bestServer, sum(stages));
            stages.forEach((stage, seconds) -> server.merge(stage, seconds, Math::min));
            Map<String, Double> steps = byHand(recording, folder, made);
            bestHand = Math.min(bestHand, sum(steps));
            steps.forEach((stage, seconds) -> hand.merge(stage, seconds, Math::min));
        }
        print(server, hand, bestServer, bestHand);
        report.verdict(
                "at most " + TARGET + " × the time by hand; it is " + Report.number(bestServer / bestHand, 2)
                        + " (load average " + before + " before, " + Bench.load() + " after).",
                bestServer <= TARGET * bestHand);
    }

    private Made throughServer(Recording recording, Path folder, Map<String, Double> stages) throws Exception {
        try (ServerProcess server = new ServerProcess(folder.resolve("data"), "512m", Map.of())) {
            server.start();
            ApiClient client = new ApiClient(server.address());
            client.signUp();
            Instant begun = Instant.now();
            BenchJob job = BenchJob.send(client, recording);
            stages.put(UPLOAD, seconds(begun, Instant.now()));
            JsonObject detail = job.completed(stage -> {});
            double inStages = times(detail.getJsonArray("stages"), stages);
            Instant end = detail.getJsonObject("job").getInstant("finishedAt");
            stages.put(BETWEEN, Math.max(0, seconds(begun, end) - stages.get(UPLOAD) - inStages));
            return new Made(
                    Wire.record(Analysis.class, detail.getJsonObject("analysis")),
                    Waveform.fromJson(new JsonObject(Files.readString(job.file("waveform.json", folder)))),
                    job.file("cover.jpg", folder));
        }
    }

    /** Puts down each stage's time; answers the seconds of all of them. */
    private static double times(JsonArray records, Map<String, Double> stages) {
        double all = 0;
        for (int i = 0; i < records.size(); i++) {
            JsonObject stage = records.getJsonObject(i);
            double took = seconds(stage.getInstant("startedAt"), stage.getInstant("finishedAt"));
            stages.put(stage.getString("stage"), took);
            all += took;
        }
        return all;
    }

    private Map<String, Double> byHand(Recording recording, Path folder, Made made) throws IOException {
        ByHand hand = new ByHand(tools, folder);
        MediaInfo info = new MediaProbe(tools, Duration.ofHours(12))
                .probe(recording.sound(), folder, new Cancellation())
                .requireAudio();
        Map<String, Double> steps = new LinkedHashMap<>();
        steps.put(UPLOAD, hand.copy(recording.sound()));
        steps.put("downloading", hand.probe(recording.sound()));
        steps.put("speech_detection", hand.listen(recording.sound()));
        steps.put(
                "thumbnails",
                hand.draw(
                        made.analysis.title(),
                        made.waveform,
                        Objects.requireNonNull(made.analysis.episode())));
        steps.put(
                "audio_processing",
                hand.assemble(recording.sound(), info.channels() > 1, made.analysis, made.cover));
        return steps;
    }

    private void print(Map<String, Double> server, Map<String, Double> hand, double bestServer, double bestHand) {
        List<List<String>> rows = new ArrayList<>();
        server.forEach((stage, seconds) -> {
            Double bare = hand.get(stage);
            rows.add(List.of(
                    stage.replace('_', ' ') + " (" + BARE.getOrDefault(stage, "nothing") + ")",
                    Report.number(seconds, 2),
                    bare == null ? "–" : Report.number(bare, 2),
                    bare == null ? "–" : Report.number(seconds / bare, 2)));
        });
        rows.add(List.of(
                "**all of it**",
                Report.number(bestServer, 2),
                Report.number(bestHand, 2),
                Report.number(bestServer / bestHand, 2)));
        report.table(List.of("stage (by hand)", "Reelcast, s", "by hand, s", "ratio"), rows);
    }

    private static double sum(Map<String, Double> seconds) {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
