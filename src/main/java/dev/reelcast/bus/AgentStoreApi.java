package dev.reelcast.bus;

import dev.reelcast.model.Agent;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.VideoFilters;
import dev.reelcast.model.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Agents. */
public final class AgentStoreApi {

    /** Makes an agent with a slug of its own. */
    public static final Address<NewAgent, Agent> CREATE = new Address<>("agents.create");

    /** The agent of that name that belongs to the viewer, made with the given settings when there is none. */
    public static final Address<NewAgent, Agent> FIND_OR_CREATE = new Address<>("agents.find-or-create");

    public static final Address<OneAgent, Agent> FIND = new Address<>("agents.find");

    /** All of the viewer's agents, by name. */
    public static final Address<Viewer, List<Agent>> LIST = new Address<>("agents.list");

    /** Changes what is not null. */
    public static final Address<AgentPatch, Agent> UPDATE = new Address<>("agents.update");

    /** Deletes an agent: its jobs keep their rows without it, its feed is gone. {@link FailureKind#CONFLICT} while jobs run. */
    public static final Address<OneAgent, Agent> DELETE = new Address<>("agents.delete");

    /** Sets or takes away intro, outro or artwork; answers the file that it replaced, null for none. */
    public static final Address<SetMedia, @Nullable StoredFile> SET_MEDIA = new Address<>("agents.set-media");

    public static final Address<OneAgent, AgentStats> STATS = new Address<>("agents.stats");

    private AgentStoreApi() {}

    public record OneAgent(Viewer viewer, UUID agentId) {}

    /** The settings of an agent; see {@link Agent} for each. */
    public record Settings(
            String name,
            @Nullable String channelId,
            @Nullable String channel,
            @Nullable String prompt,
            List<String> keywords,
            double minMinutes,
            double confidenceThreshold,
            VideoFilters filters,
            PublishRule publish,
            OutputFormat outputFormat,
            FeedData feed,
            boolean privateFeed) {
        public Settings {
            keywords = List.copyOf(keywords);
        }
    }

    public record NewAgent(Viewer viewer, Settings settings) {}

    /** What is to change; null leaves a setting as it is, an empty text takes an optional one away. */
    public record AgentPatch(
            Viewer viewer,
            UUID agentId,
            @Nullable String name,
            @Nullable String channelId,
            @Nullable String channel,
            @Nullable String prompt,
            @Nullable List<String> keywords,
            @Nullable Double minMinutes,
            @Nullable Double confidenceThreshold,
            @Nullable VideoFilters filters,
            @Nullable PublishRule publish,
            @Nullable OutputFormat outputFormat,
            @Nullable FeedData feed,
            @Nullable Boolean privateFeed) {}

    /** Which of an agent's own files. */
    public enum MediaSlot {
        INTRO,
        OUTRO,
        ARTWORK
    }

    public record SetMedia(
            Viewer viewer,
            UUID agentId,
            MediaSlot slot,
            @Nullable StoredFile file) {}

    /** @param successRate 0 to 100: completed among completed and failed jobs; null before the first */
    public record AgentStats(
            long totalVideos,
            long totalEpisodes,
            long publishedEpisodes,
            long unpublishedEpisodes,
            long activeJobs,
            long failedJobs,
            @Nullable Double successRate) {}
}
