package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What the tables say of jobs, read beside the server, whether it runs or not. */
final class JobTables implements AutoCloseable {

    private static final Set<String> END = Set.of("job.completed", "job.failed", "job.cancelled", "job.skipped");

    /** @param outcome null while the attempt runs */
    record Attempt(String stage, int number, String outcome) {}

    /** One row of a statement, mapped. */
    interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    /** @param database as the server has it in {@code database.url} */
    JobTables(String database) throws SQLException {
        connection = connect(database);
    }

    static Connection connect(String database) throws SQLException {
        URI url = URI.create(database);
        return DriverManager.getConnection("jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath()
                + "?user=" + url.getUserInfo());
    }

    <T> List<T> list(String sql, Mapping<T> mapping, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(mapping.of(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long count(String sql, Object... parameters) {
        return list(sql, row -> row.getLong(1), parameters).get(0);
    }

    /** How many jobs have not ended. */
    long active() {
        return count("select count(*) from jobs where status in ('pending', 'processing')");
    }

    String status(String jobId) {
        return list("select status from jobs where id = ?", row -> row.getString(1), UUID.fromString(jobId))
                .get(0);
    }

    long episodes(String jobId) {
        return count("select count(*) from episodes where job_id = ?", UUID.fromString(jobId));
    }

    /** A job's ended attempts, oldest first. */
    List<Attempt> attempts(String jobId) {
        return list(
                "select stage, attempt, outcome from job_attempts where job_id = ? and outcome is not null order by run",
                row -> new Attempt(row.getString(1), row.getInt(2), row.getString(3)),
                UUID.fromString(jobId));
    }

    /** The types of a job's events, oldest first. */
    List<String> events(String jobId) {
        return list(
                "select body ->> 'type' from job_events where job_id = ? order by seq",
                row -> row.getString(1),
                UUID.fromString(jobId));
    }

    /** Events are numbered 1, 2, 3 and so on; one tells of the end, and it is the last; it says what the job's row says. */
    void assertWholeHistory(String jobId) {
        List<Long> numbers = list(
                "select seq from job_events where job_id = ? order by seq",
                row -> row.getLong(1),
                UUID.fromString(jobId));
        assertThat(numbers).as("numbers of the events of " + jobId).isEqualTo(oneTo(numbers.size()));
        List<String> types = events(jobId);
        assertThat(types.get(0)).isEqualTo("job.queued");
        assertThat(types.get(types.size() - 1)).isEqualTo("job." + status(jobId));
        assertThat(types.stream().filter(END::contains)).as("ends of " + jobId).hasSize(1);
    }

    private static List<Long> oneTo(int last) {
        List<Long> numbers = new ArrayList<>();
        for (long number = 1; number <= last; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
