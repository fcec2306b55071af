package dev.reelcast.model;

import java.util.List;
import java.util.Optional;

/**
 * A job type's stages in order, each with the percentage at which it begins and the words a person reads while it runs.
 *
 * @param type the jobs that run it
 * @param steps at least one; start percentages rise; {@link Stage#COMPLETED} at 100 is implied
 */
public record Pipeline(JobType type, List<Step> steps) {

    /**
     * @param stage what is done
     * @param startPercent 0 to 99: a job's progress when the stage begins
     * @param words what is happening, in sentence case
     */
    public record Step(Stage stage, int startPercent, String words) {}

    private static final Pipeline YOUTUBE = new Pipeline(
            JobType.YOUTUBE,
            List.of(
                    new Step(Stage.DOWNLOADING, 10, "Downloading"),
                    new Step(Stage.SPEECH_DETECTION, 30, "Detecting speech"),
                    new Step(Stage.TRANSCRIPTION, 40, "Transcribing"),
                    new Step(Stage.AI_ANALYSIS, 50, "Analysing"),
                    new Step(Stage.THUMBNAILS, 65, "Making thumbnails"),
                    new Step(Stage.AUDIO_PROCESSING, 70, "Processing audio"),
                    new Step(Stage.UPLOADING, 90, "Saving the episode")));

    private static final Pipeline UPLOAD = new Pipeline(
            JobType.UPLOAD,
            List.of(
                    new Step(Stage.DOWNLOADING, 10, "Preparing upload"),
                    new Step(Stage.SPEECH_DETECTION, 30, "Detecting speech"),
                    new Step(Stage.TRANSCRIPTION, 50, "Transcribing"),
                    new Step(Stage.AI_ANALYSIS, 60, "Analysing"),
                    new Step(Stage.THUMBNAILS, 65, "Making thumbnails"),
                    new Step(Stage.AUDIO_PROCESSING, 70, "Processing audio"),
                    new Step(Stage.UPLOADING, 90, "Saving the episode")));

    private static final Pipeline TRANSCRIPT = new Pipeline(
            JobType.TRANSCRIPT,
            List.of(
                    new Step(Stage.TRANSCRIPTION, 40, "Summarizing transcript"),
                    new Step(Stage.AI_ANALYSIS, 70, "Analysing"),
                    new Step(Stage.UPLOADING, 90, "Saving results")));

    private static final Pipeline RENDER = new Pipeline(
            JobType.RENDER,
            List.of(
                    new Step(Stage.NARRATION, 20, "Speaking the text"),
                    new Step(Stage.RENDERING, 40, "Rendering video"),
                    new Step(Stage.THUMBNAILS, 85, "Making thumbnails"),
                    new Step(Stage.UPLOADING, 90, "Saving the video")));

    public Pipeline {
        steps = List.copyOf(steps);
    }

    /** The pipeline of a job type. */
    public static Pipeline of(JobType type) {
        return switch (type) {
            case YOUTUBE -> YOUTUBE;
            case UPLOAD -> UPLOAD;
            case TRANSCRIPT -> TRANSCRIPT;
            case RENDER -> RENDER;
        };
    }

    /** The stage a new job begins with. */
    public Stage first() {
        return steps.get(0).stage();
    }

    /** The stage after one of this pipeline's, or {@link Stage#COMPLETED} after its last. */
    public Stage after(Stage stage) {
        int next = indexOf(stage) + 1;
        return next < steps.size() ? steps.get(next).stage() : Stage.COMPLETED;
    }

    /** The step of a stage, or empty when this pipeline has none such. */
    public Optional<Step> step(Stage stage) {
        return steps.stream().filter(step -> step.stage() == stage).findFirst();
    }

    /**
     * A job's progress in percent.
     *
     * @param stage one of this pipeline's, {@link Stage#QUEUED} or {@link Stage#COMPLETED}
     * @param fraction how much of the stage is done; held to 0 to 1
     * @return 0 to 100; only a completed job reaches 100
     */
    public int percent(Stage stage, double fraction) {
        if (stage == Stage.QUEUED) {
            return 0;
        }
        if (stage == Stage.COMPLETED) {
            return 100;
        }
        int index = indexOf(stage);
        int start = steps.get(index).startPercent();
        int end = index + 1 < steps.size() ? steps.get(index + 1).startPercent() : 100;
        double held = Math.max(0, Math.min(1, fraction));
        return Math.min(99, (int) (start + (end - start) * held));
    }

    /**
     * The place of a stage in this pipeline, from 0.
     *
     * @throws IllegalArgumentException when the pipeline has no such stage
     */
    public int indexOf(Stage stage) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).stage() == stage) {
                return i;
            }
        }
        throw new IllegalArgumentException("a " + Wire.word(type) + " job has no stage " + Wire.word(stage));
    }
}
