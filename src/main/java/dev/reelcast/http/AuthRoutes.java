package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.UserStoreApi;
import dev.reelcast.config.Config;
import dev.reelcast.model.User;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
final class AuthRoutes {

    private final Bus bus;
    private final Config config;
    private final Tokens tokens;
    private final Passwords passwords;
    private final LoginLimit limit;
    private final Origins origins;
    private final SessionCookies cookies;

    AuthRoutes(Bus bus, Config config, Tokens tokens, Passwords passwords, LoginLimit limit, Origins origins) {
        this.bus = bus;
        this.config = config;
        this.tokens = tokens;
        this.passwords = passwords;
        this.limit = limit;
        this.origins = origins;
        var publicUrl = config.http().publicUrl();
        this.cookies = new SessionCookies(
                publicUrl != null && "https".equals(publicUrl.getScheme()),
                config.sessions().refreshToken());
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("authState", this::state)
                .on("setup", this::setup)
                .on("login", this::login)
                .on("refresh", this::refresh)
                .on("logout", this::logout)
                .on("me", call -> Future.succeededFuture(Answer.ok(json(call.user()))));
    }

    private Future<Answer> state(Call call) {
        return bus.request(UserStoreApi.SETUP_NEEDED, true)
                .map(needed -> Answer.ok(Map.of(
                        "setupNeeded", needed, "uploadLimitBytes", config.http().uploadLimit())));
    }

    private Future<Answer> setup(Call call) {
        requireOwnPage(call);
        JsonObject body = call.body();
        String name = body.getString("name").strip();
        if (name.isEmpty()) {
            throw new Invalid("name", "It must not be empty.");
        }
        // Asked before the hash is made: it is dear, and after the first run anybody may send this.
        return bus.request(UserStoreApi.SETUP_NEEDED, true)
                .compose(needed -> needed
                        ? passwords.hash(body.getString("password"))
                        : Future.failedFuture(Failure.of(
                                FailureKind.CONFLICT, "set_up", "The administrator has been created already.")))
                .compose(hash ->
                        bus.request(UserStoreApi.SETUP, new UserStoreApi.NewUser(body.getString("email"), name, hash)))
                .compose(user -> open(call, user));
    }

    private Future<Answer> login(Call call) {
        requireOwnPage(call);
        String email = call.body().getString("email");
        String address = Clients.address(call.context().request());
        Duration wait = limit.wait(email, address);
        if (!wait.isZero()) {
            call.context().response().putHeader("retry-after", Long.toString(wait.toSeconds() + 1));
            return Future.failedFuture(Failure.of(
                    FailureKind.BUSY,
                    "too_many_attempts",
                    "There were too many failed attempts. Try again in " + (wait.toMinutes() + 1) + " minutes."));
        }
        limit.begin(email, address);
        return bus.request(UserStoreApi.CREDENTIALS, email)
                .compose(found -> passwords
                        .matches(call.body().getString("password"), found == null ? null : found.passwordHash())
                        .map(right -> right && found != null ? found.user() : null))
                .compose(user -> user == null || user.disabled() ? wrongPassword() : Future.succeededFuture(user))
                .compose(user -> {
                    limit.succeeded(email, address);
                    return open(call, user);
                });
    }

    private Future<Answer> refresh(Call call) {
        String old = refreshToken(call);
        if (old == null) {
            return Future.failedFuture(Tokens.refused());
        }
        String next = Tokens.refresh();
        return bus.request(
                        UserStoreApi.ROTATE,
                        new UserStoreApi.Rotation(Tokens.hash(old), Tokens.hash(next), refreshEnds()))
                .onFailure(refused -> {
                    if (refused instanceof Failure failure && failure.kind() == FailureKind.UNAUTHENTICATED) {
                        cookies.clear(call.context().request());
                    }
                })
                .map(user -> session(call, user, next));
    }

    private Future<Answer> logout(Call call) {
        String token = refreshToken(call);
        cookies.clear(call.context().request());
        if (token == null) {
            return Future.succeededFuture(Answer.none());
        }
        return bus.request(UserStoreApi.CLOSE_SESSION, Tokens.hash(token)).map(user -> {
            if (user != null) {
                bus.publish(Facts.SESSIONS_ENDED, JsonObject.of("userId", user.toString()));
            }
            return Answer.none();
        });
    }

    /** The token in the body, or in the cookie when one of our own pages sends it. */
    private @Nullable String refreshToken(Call call) {
        String inBody = call.body().getString("refreshToken");
        if (inBody != null) {
            return inBody;
        }
        String inCookie = SessionCookies.refresh(call.context().request());
        if (inCookie != null && !origins.ownRequest(call.context().request())) {
            throw foreign();
        }
        return inCookie;
    }

    private Future<Answer> open(Call call, User user) {
        String refresh = Tokens.refresh();
        return bus.request(
                        UserStoreApi.OPEN_SESSION,
                        new UserStoreApi.NewSession(user.id(), Tokens.hash(refresh), refreshEnds()))
                .map(opened -> session(call, user, refresh));
    }

    private Answer session(Call call, User user, String refresh) {
        String access = tokens.access(user.id());
        cookies.set(call.context().request(), access, tokens.life(), refresh);
        return Answer.ok(Map.of(
                "accessToken",
                access,
                "refreshToken",
                refresh,
                "expiresIn",
                tokens.life().toSeconds(),
                "user",
                json(user)));
    }

    /** A page of another site must not sign its visitors in as somebody else. */
    private void requireOwnPage(Call call) {
        if (origins.foreign(call.context().request())) {
            throw foreign();
        }
    }

    private Instant refreshEnds() {
        return Instant.now().plus(config.sessions().refreshToken());
    }

    private static Future<User> wrongPassword() {
        return Future.failedFuture(Failure.of(
                FailureKind.UNAUTHENTICATED, "wrong_password", "The e-mail address or the password is wrong."));
    }

    private static Failure foreign() {
        return Failure.of(FailureKind.FORBIDDEN, "foreign_origin", "Cookies count only for this server's own pages.");
    }

    private static JsonObject json(User user) {
        JsonObject json = Wire.json(user);
        json.remove("disabled");
        return json;
    }
}
