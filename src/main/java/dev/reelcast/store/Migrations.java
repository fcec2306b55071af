package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.jspecify.annotations.Nullable;

/** Brings the tables to this version's form. Blocks. */
final class Migrations {

    private static final int CONNECT_RETRIES = 5;
    private static final int CONNECT_PAUSE_SECONDS = 2;

    private final String jdbcUrl;
    private final String user;
    private final @Nullable String password;

    Migrations(String jdbcUrl, String user, @Nullable String password) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
    }

    void run() {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(jdbcUrl, user, password)
                    .locations("classpath:db")
                    .connectRetries(CONNECT_RETRIES)
                    .connectRetriesInterval(CONNECT_PAUSE_SECONDS)
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywaySqlException e) {
            throw new Failure(
                    FailureKind.UNAVAILABLE,
                    "database_unreachable",
                    "The database cannot be reached or does not accept the user. See database.url.",
                    e);
        } catch (FlywayException e) {
            throw new Failure(
                    FailureKind.INTERNAL,
                    "migration_failed",
                    "The database's tables could not be brought to this version's form.",
                    e);
        }
    }
}
