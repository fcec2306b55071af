package dev.reelcast.stage;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.JobStoreApi.StageInput;
import dev.reelcast.bus.ProgressApi;
import dev.reelcast.bus.StageApi.RunStage;
import dev.reelcast.media.Cancellation;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Job;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.VideoFilters;
import dev.reelcast.model.Wire;
import dev.reelcast.storage.MediaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one run of a stage works with. Used from the one thread that runs it, and from callbacks of its programs. */
final class StageContext {

    private final Bus bus;
    private final MediaStore media;
    private final RunStage run;
    private final StageInput input;
    private final Path folder;
    private final Cancellation cancellation;
    private final Pipeline pipeline;
    private final List<StoredFile> stored = new ArrayList<>();
    private ProgressApi.@Nullable Report told;

    StageContext(Bus bus, MediaStore media, RunStage run, StageInput input, Path folder, Cancellation cancellation) {
        this.bus = bus;
        this.media = media;
        this.run = run;
        this.input = input;
        this.folder = folder;
        this.cancellation = cancellation;
        this.pipeline = Pipeline.of(input.job().type());
    }

    Job job() {
        return input.job();
    }

    @Nullable
    Agent agent() {
        return input.agent();
    }

    /** What the video has to pass, null when it is wanted whatever it is. */
    @Nullable
    VideoFilters filters() {
        return input.filters();
    }

    /** How the episode's audio is encoded. */
    OutputFormat format() {
        return input.format();
    }

    /**
     * What a render job makes a video of.
     *
     * @throws IllegalStateException when it is a job of another type
     */
    RenderInput render() {
        RenderInput given = input.render();
        if (given == null) {
            throw new IllegalStateException("a " + Wire.word(job().type()) + " job renders nothing");
        }
        return given;
    }

    /** The title of a render job's video. */
    String renderTitle() {
        String title = render().title();
        String known = title == null ? job().videoTitle() : title;
        return known == null ? "" : known;
    }

    /** What the source says of itself; all null when it was never looked at. */
    SourceInfo metadata() {
        SourceInfo known = input.metadata();
        return known != null
                ? known
                : new SourceInfo(job().videoTitle(), null, null, job().videoUrl(), null, null, null, false);
    }

    /** Empty, the run's own, and gone when it ends. */
    Path folder() {
        return folder;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /**
     * The checkpoint of a stage before this one, as a record.
     *
     * @throws IllegalStateException when the pipeline has not been through it
     */
    <T> T output(Stage stage, Class<T> type) {
        return optionalOutput(stage, type)
                .orElseThrow(() -> new IllegalStateException("no checkpoint of " + Wire.word(stage)));
    }

    <T> Optional<T> optionalOutput(Stage stage, Class<T> type) {
        return Optional.ofNullable(input.outputs().get(stage)).map(json -> Wire.record(type, json));
    }

    /** The first file of a kind, of those the stages before this one stored. */
    Optional<StoredFile> file(String kind) {
        return input.files().stream().filter(file -> file.kind().equals(kind)).findFirst();
    }

    /** The recording that the job is about. */
    StoredFile source() {
        return file("source").orElseThrow(() -> new IllegalStateException("the job has no recording"));
    }

    /** A stored file as one that programs can read; not to be changed. */
    Path local(StoredFile file) {
        try {
            return media.local(file.storageKey(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("A file of the job cannot be had from storage: " + file.name(), e);
        }
    }

    /** The record in a stored JSON file. */
    <T> T read(StoredFile file, Class<T> type) {
        try {
            return Wire.record(type, Files.readString(local(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("A file of the job cannot be read: " + file.name(), e);
        }
    }

    /** Moves a file of the work folder into storage; it becomes part of the checkpoint. */
    StoredFile store(Path file, String name, String kind, String contentType) throws IOException {
        String key = "jobs/" + job().id() + "/" + run.run().number() + "/" + name;
        long bytes = Files.size(file);
        media.put(key, file);
        StoredFile entry = new StoredFile(name, kind, key, contentType, bytes);
        stored.add(entry);
        return entry;
    }

    /** Moves a file of the work folder to where episodes' media stays when the job's own files are gone. */
    StoredFile keep(Path file, String name, String kind, String contentType) throws IOException {
        String key = "episodes/" + job().id() + "/" + run.run().number() + "/" + name;
        long bytes = Files.size(file);
        media.put(key, file);
        return new StoredFile(name, kind, key, contentType, bytes);
    }

    /**
     * Moves a file of the work folder into a bucket of its owner's choice.
     *
     * @return where it is, for people
     */
    String deliver(String bucket, Path file, String name) throws IOException {
        return media.deliver(bucket, job().id() + "/" + name, file);
    }

    /** Stores a record as JSON. */
    StoredFile storeJson(Object record, String name, String kind) throws IOException {
        return storeText(Wire.text(record), name, kind, "application/json");
    }

    StoredFile storeText(String text, String name, String kind, String contentType) throws IOException {
        return store(Files.writeString(folder.resolve(name), text), name, kind, contentType);
    }

    List<StoredFile> stored() {
        return stored;
    }

    /** @param fraction 0 to 1 of this stage */
    void progress(double fraction) {
        progress(fraction, words());
    }

    /**
     * @param fraction 0 to 1 of this stage
     * @param message what is being done, for people
     */
    void progress(double fraction, String message) {
        ProgressApi.Report report =
                new ProgressApi.Report(run.run(), run.stage(), pipeline.percent(run.stage(), fraction), message);
        synchronized (this) {
            if (report.equals(told)) {
                return;
            }
            told = report;
        }
        bus.tell(ProgressApi.REPORT, report);
    }

    /** What this stage does, for people. */
    String words() {
        return pipeline.step(run.stage()).orElseThrow().words();
    }

    void info(String message) {
        log(LogLevel.INFO, message);
    }

    void warn(String message) {
        log(LogLevel.WARNING, message);
    }

    void log(LogLevel level, String message) {
        bus.tell(ProgressApi.LOG, ProgressApi.line(run.run(), level, run.stage(), message));
    }
}
