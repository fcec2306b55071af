package dev.reelcast.bus;

import dev.reelcast.model.Notification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users are told. They are nobody else's: an administrator too has only their own. */
public final class NotificationApi {

    /** Part of somebody's notifications, newest first. */
    public static final Address<Query, Page> LIST = new Address<>("notifications.list");

    /** Marks notifications as read; those that are not the user's are passed over. Answers how many are unread now. */
    public static final Address<Read, Integer> READ = new Address<>("notifications.read");

    /** Forgets what was read longer ago than that, some of it at a time; answers how many. */
    public static final Address<Duration, Integer> TIDY = new Address<>("notifications.tidy");

    /** Counted no further. */
    public static final int MOST_COUNTED = 10_000;

    private NotificationApi() {}

    /**
     * @param unread whether only those are wanted
     * @param after the last one of the page before, null for the first page
     * @param limit 1 to 100
     */
    public record Query(
            UUID userId, boolean unread, @Nullable UUID after, int limit) {}

    /**
     * @param total as the query counts, {@link #MOST_COUNTED} at most
     * @param totalIsLowerBound whether there are more
     * @param unread of the user, {@link #MOST_COUNTED} at most
     * @param next the last one of this page when others follow, else null
     */
    public record Page(
            List<Notification> notifications,
            int total,
            boolean totalIsLowerBound,
            int unread,
            @Nullable UUID next) {
        public Page {
            notifications = List.copyOf(notifications);
        }
    }

    /** @param ids null for all of them */
    public record Read(UUID userId, @Nullable List<UUID> ids) {}
}
