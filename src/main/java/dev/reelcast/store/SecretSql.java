package dev.reelcast.store;

/** Keys that several servers share. */
final class SecretSql {

    /** {@code $1} name, {@code $2} sealed. The first one stays, also when two servers come at once. */
    static final String KEEP = """
            insert into secrets (name, sealed)
            values ($1, $2)
            on conflict (name) do update
            set name = excluded.name
            returning name, sealed
            """;

    private SecretSql() {}
}
