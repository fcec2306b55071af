package dev.reelcast.http;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Bounds how often passwords can be guessed: failed sign-ins are counted for each account, for each address and for the
 * two together, within a sliding window. A stranger who guesses at an account from one address is stopped long before the
 * account's own bound, so its owner can still sign in from elsewhere. In memory: one server's guesses are its own.
 */
public final class LoginLimit {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int PER_ACCOUNT_AND_ADDRESS = 10;
    private static final int PER_ADDRESS = 50;
    private static final int PER_ACCOUNT = 100;
    /** Beyond it the oldest are forgotten: memory is bounded, whatever strangers send. */
    private static final int MOST_KEYS = 20_000;

    private final Clock clock;
    private final Map<String, Deque<Long>> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
            return size() > MOST_KEYS;
        }
    };

    public LoginLimit(Clock clock) {
        this.clock = clock;
    }

    /** How long this account must wait before it can sign in from this address; zero for not at all. */
    synchronized Duration wait(String account, String address) {
        long now = clock.millis();
        long longest = Math.max(
                wait(both(account, address), PER_ACCOUNT_AND_ADDRESS, now),
                Math.max(wait(address(address), PER_ADDRESS, now), wait(account(account), PER_ACCOUNT, now)));
        return Duration.ofMillis(longest);
    }

    /** An attempt begins; it counts as a failed one until it is known better, so that many at once are counted too. */
    synchronized void begin(String account, String address) {
        long now = clock.millis();
        for (String key : List.of(both(account, address), address(address), account(account))) {
            failures.computeIfAbsent(key, fresh -> new ArrayDeque<>()).addLast(now);
        }
    }

    /** The password was right: the attempt does not count, nor do this account's earlier slips at this address. */
    synchronized void succeeded(String account, String address) {
        failures.remove(both(account, address));
        for (String key : List.of(address(address), account(account))) {
            Deque<Long> times = failures.get(key);
            if (times != null) {
                times.pollLast();
            }
        }
    }

    private long wait(String key, int most, long now) {
        Deque<Long> times = failures.get(key);
        if (times == null) {
            return 0;
        }
        while (!times.isEmpty() && times.getFirst() <= now - WINDOW.toMillis()) {
            times.removeFirst();
        }
        while (times.size() > most) {
            times.removeFirst();
        }
        return times.size() < most ? 0 : times.getFirst() + WINDOW.toMillis() - now;
    }

    private static String both(String account, String address) {
        return "b " + account.toLowerCase(Locale.ROOT) + " " + address;
    }

    private static String address(String address) {
        return "a " + address;
    }

    private static String account(String account) {
        return "u " + account.toLowerCase(Locale.ROOT);
    }
}
