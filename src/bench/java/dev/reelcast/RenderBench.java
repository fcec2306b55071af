package dev.reelcast;

import dev.reelcast.config.Template;
import dev.reelcast.media.ByHand;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.Tools;
import dev.reelcast.media.VideoComposer.Plan;
import dev.reelcast.media.render.Fonts;
import dev.reelcast.media.render.Look;
import dev.reelcast.media.render.Storyboard;
import dev.reelcast.model.Narration;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.RenderOverrides;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The rendering of a text at 1080p, against ffmpeg alone making the same file of pictures that are there already. */
final class RenderBench {

    private static final double TARGET = 1.15;
    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final int LETTERS_A_MINUTE = 900;
    private static final String SENTENCES = "The council met on Tuesday evening to talk about the new bridge. "
            + "It will cost a little more than was planned, and open a year later. "
            + "Most of the people who came were for it; some asked who pays. "
            + "The next meeting is on the fourth of March, at seven in the town hall. ";

    private final Report report;
    private final Tools tools;
    private final int letters;
    private final int rounds;

    /** @param minutes of the longest video, 0 for that of the longest text that is taken */
    RenderBench(Report report, Tools tools, int minutes, int rounds) {
        this.report = report;
        this.tools = tools;
        this.letters = minutes == 0 ? RenderInput.LONGEST_TEXT : minutes * LETTERS_A_MINUTE;
        this.rounds = rounds;
    }

    void run() throws IOException {
        report.heading("A text made a video of, 1920 × 1080");
        String before = Bench.load();
        List<List<String>> rows = new ArrayList<>();
        double worst = 0;
        try (TestServer server = TestServer.start("REELCAST_SESSIONS_ACCESS_TOKEN=1h")) {
            // Fonts and classes are loaded once, not for each row.
            rendering(job(server, "Hello.", "plain"));
            for (String template : List.of("plain", "captions")) {
                worst = Math.max(worst, measured(server, template, SENTENCES.repeat(2).strip(), rows));
            }
            worst = Math.max(worst, measured(server, "plain", SENTENCES.repeat(80).substring(0, letters), rows));
        }
        report.table(
                List.of("text", "video, s", "drawing and encoding, s", "bare ffmpeg, s", "ratio", "narration, s"), rows);
        report.verdict(
                "rendering takes at most " + TARGET + " × the bare ffmpeg; it is " + Report.number(worst, 2)
                        + " at most (load average " + before + " before, " + Bench.load() + " after).",
                worst <= TARGET);
    }

    private double measured(TestServer server, String template, String text, List<List<String>> rows)
            throws IOException {
        double best = Double.MAX_VALUE;
        double bestHand = Double.MAX_VALUE;
        double spoken = Double.MAX_VALUE;
        double length = 0;
        int repeats = text.length() > 10_000 ? 1 : rounds;
        for (int round = 0; round < repeats; round++) {
            JsonObject detail = job(server, text, template);
            best = Math.min(best, rendering(detail));
            spoken = Math.min(spoken, seconds(detail, "narration"));
            Path folder = Files.createTempDirectory(Bench.FOLDER, "render-");
            Plan plan = plan(server, detail, template, folder);
            length = plan.seconds();
            bestHand = Math.min(bestHand, new ByHand(tools, folder).encode(plan));
        }
        rows.add(List.of(
                text.length() + " letters, " + template,
                Report.number(length, 0),
                Report.number(best, 2),
                Report.number(bestHand, 2),
                Report.number(best / bestHand, 2),
                Report.number(spoken, 2)));
        return best / bestHand;
    }

    /** The pictures and the voice of a job, in a folder. */
    private static Plan plan(TestServer server, JsonObject detail, String template, Path folder) throws IOException {
        String files = "/api/jobs/" + detail.getJsonObject("job").getString("id") + "/files/";
        Path voice = Files.write(
                folder.resolve("narration.wav"), server.get(files + "narration.wav").body());
        Narration narration =
                Wire.record(Narration.class, server.get(files + "narration.json").text());
        Look look = Look.of(
                Template.parse(Files.readString(Path.of("conf/templates", template + ".yaml"))), RenderOverrides.NONE);
        Storyboard storyboard = Storyboard.onColour(look, new Fonts(Bench.FOLDER.resolve("fonts")));
        return new Plan(
                storyboard.draw("The council", narration, folder, done -> {}, new Cancellation()),
                null,
                0,
                voice,
                look.titleSeconds(),
                look.width(),
                look.height());
    }

    private static JsonObject job(TestServer server, String text, String template) {
        String id = server.post(
                        "/api/jobs",
                        new JsonObject()
                                .put(
                                        "render",
                                        new JsonObject()
                                                .put("text", text)
                                                .put("title", "The council")
                                                .put("templateId", template)))
                .json()
                .getString("id");
        Awaitility.await()
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> server.job(id)
                        .getJsonObject("job")
                        .getString("status")
                        .matches("completed|failed|cancelled|skipped"));
        return server.completed(id);
    }

    private static double rendering(JsonObject detail) {
        return seconds(detail, "rendering");
    }

    private static double seconds(JsonObject detail, String stage) {
        JsonArray stages = detail.getJsonArray("stages");
        for (int i = 0; i < stages.size(); i++) {
            JsonObject record = stages.getJsonObject(i);
            if (record.getString("stage").equals(stage)) {
                return Duration.between(record.getInstant("startedAt"), record.getInstant("finishedAt"))
                                .toMillis()
                        / 1e3;
            }
        }
        throw new AssertionError("no stage " + stage);
    }
}
