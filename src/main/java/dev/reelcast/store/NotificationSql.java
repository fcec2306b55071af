package dev.reelcast.store;

/** Notifications. {@code $1} is whose they are, unless it says otherwise. */
final class NotificationSql {

    private static final String COLUMNS = "id, kind, title, text, link, created_at, read_at";

    /** {@code $1} id, owner, kind, title, text, link or null. */
    static final String ADD = """
            insert into notifications (id, owner_id, kind, title, text, link)
            values ($1, $2, $3, $4, $5, $6)
            returning
            """ + COLUMNS;

    /** {@code $2} the last one of the page before or null, {@code $3} limit. */
    static final String LIST = "select " + COLUMNS + """

            from notifications
            where owner_id = $1
              and ($2::uuid is null or id < $2)
            order by id desc
            limit $3
            """;

    /** As {@link #LIST}, of those that are unread. */
    static final String LIST_UNREAD = "select " + COLUMNS + """

            from notifications
            where owner_id = $1
              and read_at is null
              and ($2::uuid is null or id < $2)
            order by id desc
            limit $3
            """;

    /** Each counted to {@code $2} at most. */
    static final String COUNT = """
            select (
                select count(*)::integer
                from (select from notifications where owner_id = $1 limit $2) as first
              ) as total,
              (
                select count(*)::integer
                from (select from notifications where owner_id = $1 and read_at is null limit $2) as first
              ) as unread
            """;

    static final String READ = """
            update notifications
            set read_at = now()
            where owner_id = $1
              and id = any ($2::uuid[])
              and read_at is null
            """;

    static final String READ_ALL = """
            update notifications
            set read_at = now()
            where owner_id = $1
              and read_at is null
            """;

    /** {@code $2} of those that were read more than {@code $1} seconds ago. */
    static final String TIDY = """
            delete from notifications
            where id in (
              select id
              from notifications
              where read_at < now() - make_interval(secs => $1)
              order by read_at
              limit $2
            )
            """;

    private NotificationSql() {}
}
