package dev.reelcast.http;

import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.OneLine;
import dev.reelcast.model.Priority;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Wire;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every submission may say, whether it comes as JSON or as a form.
 *
 * @param agentId null for none
 * @param title one line, null when not given
 * @param deadline null for none
 */
record Submission(
        @Nullable UUID agentId,
        @Nullable String title,
        Priority priority,
        @Nullable Instant deadline) {

    private static final int TITLE = 500;

    /** @throws Invalid naming the field that is wrong */
    static Submission of(
            @Nullable String agentId, @Nullable String title, @Nullable String priority, @Nullable String deadline) {
        return new Submission(
                blank(agentId) ? null : agent(agentId),
                blank(title) ? null : title(title),
                blank(priority) ? Priority.NORMAL : priority(priority),
                blank(deadline) ? null : future(Call.time("deadline", deadline)));
    }

    /** A job of this submission; see {@link JobStoreApi.NewJob}. */
    JobStoreApi.NewJob job(
            UUID id,
            UUID ownerId,
            JobType type,
            @Nullable String url,
            @Nullable String canonical,
            @Nullable String host,
            @Nullable String titleElse,
            List<StoredFile> files) {
        return new JobStoreApi.NewJob(
                id,
                ownerId,
                agentId,
                type,
                url,
                canonical,
                host,
                title == null ? titleElse : title,
                priority,
                deadline,
                files);
    }

    /** A job that makes a video, called as the video is, else as its text begins. */
    JobStoreApi.NewJob render(UUID id, UUID ownerId, RenderInput input) {
        String named = input.title() == null ? OneLine.beginning(input.text()) : input.title();
        return new JobStoreApi.NewJob(
                id,
                ownerId,
                agentId,
                JobType.RENDER,
                null,
                null,
                null,
                named,
                priority,
                deadline,
                List.of(),
                input,
                null);
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static @Nullable String title(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Texts.requireStorable("title", text);
        String line = Texts.line(text, TITLE);
        return line.isEmpty() ? null : line;
    }

    private static UUID agent(@Nullable String text) {
        return Ids.parse(text == null ? "" : text)
                .orElseThrow(() -> new Invalid("agentId", "It must be the id of an agent."));
    }

    private static Priority priority(@Nullable String word) {
        for (Priority priority : Priority.values()) {
            if (Wire.word(priority).equals(word)) {
                return priority;
            }
        }
        throw new Invalid("priority", "It must be one of low, normal, high, urgent.");
    }

    /** @throws Invalid when a deadline has passed */
    static @Nullable Instant future(@Nullable Instant deadline) {
        if (deadline != null && deadline.isBefore(Instant.now())) {
            throw new Invalid("deadline", "It has passed already.");
        }
        return deadline;
    }
}
