package dev.reelcast.bus;

import dev.reelcast.model.User;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users and their sessions. */
public final class UserStoreApi {

    /** Whether there is no user yet. The argument is ignored. */
    public static final Address<Boolean, Boolean> SETUP_NEEDED = new Address<>("users.setup-needed");

    /** Makes the first user, an administrator; {@link FailureKind#CONFLICT} when there is a user already. */
    public static final Address<NewUser, User> SETUP = new Address<>("users.setup");

    /** A user with the hash of their password; null when there is none of that address. */
    public static final Address<String, @Nullable Credentials> CREDENTIALS = new Address<>("users.credentials");

    /** The user of an id, for each request's check; {@link FailureKind#UNAUTHENTICATED} when gone or disabled. */
    public static final Address<UUID, User> ACTIVE = new Address<>("users.active");

    /** Stores a new session's refresh token. */
    public static final Address<NewSession, Void> OPEN_SESSION = new Address<>("users.open-session");

    /**
     * Exchanges a refresh token for the next one of its session; {@link FailureKind#UNAUTHENTICATED} when it is unknown
     * or expired. One that was exchanged before ends the whole session (RFC 9700 §4.14.2), except within 10 s of the
     * exchange: two tabs of a browser may ask at once.
     */
    public static final Address<Rotation, User> ROTATE = new Address<>("users.rotate");

    /** Ends the session of a refresh token; answers whose it was, null when it is unknown. */
    public static final Address<byte[], @Nullable UUID> CLOSE_SESSION = new Address<>("users.close-session");

    private UserStoreApi() {}

    /** @param passwordHash in the PHC string format */
    public record NewUser(String email, String name, String passwordHash) {}

    public record Credentials(User user, String passwordHash) {}

    /** @param tokenHash SHA-256 of the refresh token, 32 bytes */
    public record NewSession(UUID userId, byte[] tokenHash, Instant expiresAt) {}

    /** @param newHash SHA-256 of the token that replaces it */
    public record Rotation(byte[] oldHash, byte[] newHash, Instant expiresAt) {}
}
