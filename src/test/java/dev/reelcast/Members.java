package dev.reelcast;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Members beside the administrator; the page that makes them is yet to come, so the test writes the row. */
public final class Members {

    private Members() {}

    /** A member with the administrator's password, signed in. */
    public static ApiClient add(TestServer server, String email) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                PreparedStatement insert = connection.prepareStatement("""
                        insert into users (id, email, name, password_hash, role)
                        select ?, ?, 'Bob', password_hash, 'member' from users where role = 'admin'
                        """)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, email);
            insert.executeUpdate();
        }
        ApiClient member = new ApiClient(server.address());
        member.signIn(email);
        return member;
    }

    static JsonObject credentials(String email) {
        return new JsonObject().put("email", email).put("password", "correct horse battery");
    }
}
