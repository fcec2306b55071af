package dev.reelcast;

import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Priority;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Role;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows for tests, put straight into the tables. Blocks. */
public final class Fixtures {

    private Fixtures() {}

    /** A new member. */
    public static Viewer member(Pool pool) {
        return user(pool, Role.MEMBER);
    }

    /** A new administrator. */
    public static Viewer admin(Pool pool) {
        return user(pool, Role.ADMIN);
    }

    /** A new user with the e-mail address {@code <id>@example.org}, who cannot sign in. */
    public static Viewer user(Pool pool, Role role) {
        UUID id = Ids.next();
        pool.preparedQuery(
                        "insert into users (id, email, name, password_hash, role) values ($1, $2, 'Someone', 'x', $3)")
                .execute(Tuple.of(id, id + "@example.org", Wire.word(role)))
                .await();
        return new Viewer(id, role);
    }

    /** A new agent with a slug of its own. */
    public static UUID agent(Pool pool, Viewer owner, PublishRule publish) {
        UUID id = Ids.next();
        pool.preparedQuery("""
                        insert into agents (id, owner_id, name, slug, publish, output_format)
                        values ($1, $2, 'Sunday', $3, $4, 'mp3')
                        """)
                .execute(Tuple.of(id, owner.userId(), "sunday-" + id, Wire.word(publish)))
                .await();
        return id;
    }

    /** A job for a video on the network, the same as any other of that address. */
    public static NewJob youtubeJob(Viewer owner, @Nullable UUID agentId, String url) {
        return newJob(owner, agentId, JobType.YOUTUBE, url, Priority.NORMAL, null);
    }

    /** A job for a file that is in storage. */
    public static NewJob uploadJob(Viewer owner, @Nullable UUID agentId) {
        return newJob(owner, agentId, JobType.UPLOAD, null, Priority.NORMAL, null);
    }

    /** A job for a text: three stages. */
    public static NewJob transcriptJob(Viewer owner, @Nullable UUID agentId) {
        return newJob(owner, agentId, JobType.TRANSCRIPT, null, Priority.NORMAL, null);
    }

    public static NewJob newJob(
            Viewer owner,
            @Nullable UUID agentId,
            JobType type,
            @Nullable String url,
            Priority priority,
            @Nullable Instant deadline) {
        UUID id = Ids.next();
        List<StoredFile> files = type == JobType.UPLOAD
                ? List.of(new StoredFile("source.mp4", "source", "jobs/" + id + "/source.mp4", "video/mp4", 1_000))
                : List.of();
        return new NewJob(id, owner.userId(), agentId, type, url, url, host(url), "A title", priority, deadline, files);
    }

    private static @Nullable String host(@Nullable String url) {
        return url == null ? null : java.net.URI.create(url).getHost();
    }
}
