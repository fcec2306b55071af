package dev.reelcast.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides whether a URL may be fetched. A URL is first read strictly, then its host is looked up and every one of its
 * addresses must be public; whoever fetches must connect to an address of the {@link Target} and not look up again,
 * so that a name which changes its mind between the check and the connection gains nothing.
 */
public final class UrlGuard {

    /** Where names become addresses. */
    @FunctionalInterface
    public interface Resolver {

        /**
         * Blocks until the name is looked up.
         *
         * @return at least one address
         * @throws UnknownHostException when the name has none
         */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * A URL that may be fetched, and where it leads.
     *
     * @param url in its one spelling
     * @param addresses where to connect, best first; never empty
     */
    public record Target(WebUrl url, List<InetAddress> addresses) {
        public Target {
            addresses = List.copyOf(addresses);
        }
    }

    private final Predicate<InetAddress> allowed;
    private final Resolver resolver;

    /** @param allowPrivate whether addresses of this machine and its networks may be fetched */
    public UrlGuard(boolean allowPrivate) {
        this(allowPrivate, InetAddress::getAllByName);
    }

    /** @param resolver answers in place of the machine's own name service */
    public UrlGuard(boolean allowPrivate, Resolver resolver) {
        this(allowPrivate ? any -> true : Addresses::isPublic, resolver);
    }

    UrlGuard(Predicate<InetAddress> allowed, Resolver resolver) {
        this.allowed = allowed;
        this.resolver = resolver;
    }

    /**
     * All that can be said without asking the network, so fit for an event loop: form, names of this machine, and
     * addresses written out in any spelling.
     *
     * @throws Refused when the URL may not be fetched
     */
    public WebUrl inspect(String url) {
        return inspect(WebUrl.parse(url));
    }

    /** As {@link #inspect(String)}, of a URL that has been read. */
    public WebUrl inspect(WebUrl url) {
        String host = url.host();
        boolean here = host.equals("localhost") || host.endsWith(".localhost");
        InetAddress known = here ? InetAddress.getLoopbackAddress() : url.literal();
        if (known != null && !allowed.test(known)) {
            throw inside();
        }
        return url;
    }

    /**
     * The whole decision. Looks the host up, so it may block for seconds: never on an event loop.
     *
     * @throws Refused when the URL may not be fetched, or its host has no address
     */
    public Target target(WebUrl url) {
        inspect(url);
        InetAddress literal = url.literal();
        List<InetAddress> addresses = literal == null ? lookUp(url.host()) : List.of(literal);
        if (!addresses.stream().allMatch(allowed)) {
            throw inside();
        }
        return new Target(url, addresses);
    }

    private List<InetAddress> lookUp(String host) {
        try {
            return List.of(resolver.addresses(host));
        } catch (UnknownHostException e) {
            throw new Refused(Refused.Reason.UNKNOWN_HOST, "The URL's host cannot be found.");
        }
    }

    private static Refused inside() {
        return new Refused(
                Refused.Reason.PRIVATE_ADDRESS,
                "The URL leads to a private address, which this server does not fetch from.");
    }
}
