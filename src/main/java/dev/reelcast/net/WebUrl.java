package dev.reelcast.net;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An http or https URL in the one spelling we use for it: scheme and host in lower case, default port, user and fragment
 * absent, every byte of the path and query legal in RFC 3986. Nothing is looked up.
 *
 * @param tls whether the scheme is https
 * @param host a name in ASCII, an IPv4 address in dotted form, or an IPv6 address without brackets
 * @param port 1 to 65535
 * @param pathAndQuery begins with a slash
 * @param literal the address that the host spells, null when it is a name
 */
public record WebUrl(
        boolean tls,
        String host,
        int port,
        String pathAndQuery,
        @Nullable InetAddress literal) {

    /** The longest URL that is read, in characters. */
    public static final int MAX_LENGTH = 2048;

    private static final Pattern FORM = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern REST = Pattern.compile("//([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]+)(?::([0-9]{0,5}))?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?");

    /**
     * Reads a URL strictly: what two programs could read in two ways is refused, not repaired.
     *
     * @throws Refused when it is none of the web, too long, or holds a user, a space, a control or an invisible character
     */
    public static WebUrl parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw Refused.invalid("The URL is longer than " + MAX_LENGTH + " characters.");
        }
        UrlText.requireVisible(text);
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw Refused.invalid("This is not a URL: it should begin with https:// or http://.");
        }
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw Refused.invalid("Only http and https URLs are fetched.");
        }
        Matcher rest = REST.matcher(form.group(2));
        if (!rest.matches() || rest.group(1).isEmpty()) {
            throw Refused.invalid("The URL names no host.");
        }
        String path = UrlText.withoutDotSegments(rest.group(2).isEmpty() ? "/" : rest.group(2));
        String query = rest.group(3) == null ? "" : rest.group(3);
        return at(scheme.equals("https"), rest.group(1), UrlText.legal(path) + UrlText.legal(query));
    }

    /**
     * What a Location header or a link means on this page (RFC 3986 §5).
     *
     * @throws Refused as {@link #parse}
     */
    public WebUrl resolve(String reference) {
        if (FORM.matcher(reference).matches()) {
            return parse(reference);
        }
        String origin = origin();
        String path = path();
        if (reference.startsWith("//")) {
            return parse(scheme() + ":" + reference);
        }
        if (reference.startsWith("/")) {
            return parse(origin + reference);
        }
        if (reference.startsWith("?")) {
            return parse(origin + path + reference);
        }
        if (reference.isEmpty() || reference.startsWith("#")) {
            return this;
        }
        return parse(origin + path.substring(0, path.lastIndexOf('/') + 1) + reference);
    }

    public String scheme() {
        return tls ? "https" : "http";
    }

    /** The path alone, with its leading slash. */
    public String path() {
        int query = pathAndQuery.indexOf('?');
        return query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
    }

    /** The query without its question mark, empty when there is none. */
    public String query() {
        int query = pathAndQuery.indexOf('?');
        return query < 0 ? "" : pathAndQuery.substring(query + 1);
    }

    /** Scheme, host and port, without a slash at the end. */
    public String origin() {
        return scheme() + "://" + hostInUrl() + (port == defaultPort(tls) ? "" : ":" + port);
    }

    /** The host as it stands in a URL or a Host header: an IPv6 address in brackets. */
    String hostInUrl() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** The URL in its one spelling. */
    @Override
    public String toString() {
        return origin() + pathAndQuery;
    }

    private static WebUrl at(boolean tls, String authority, String pathAndQuery) {
        if (authority.contains("@")) {
            throw Refused.invalid("A URL with a user name or password in it is not fetched.");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw Refused.invalid("The URL's host cannot be read.");
        }
        String digits = parts.group(2);
        int port = digits == null || digits.isEmpty() ? defaultPort(tls) : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw Refused.invalid("The URL's port is not between 1 and 65535.");
        }
        String host = parts.group(1);
        if (host.startsWith("[")) {
            return of(tls, Addresses.parseV6(host.substring(1, host.length() - 1)), port, pathAndQuery);
        }
        String name = asciiName(host);
        return Addresses.looksLikeV4(name)
                ? of(tls, Addresses.parseV4(name), port, pathAndQuery)
                : new WebUrl(tls, name, port, pathAndQuery, null);
    }

    private static WebUrl of(boolean tls, @Nullable InetAddress literal, int port, String pathAndQuery) {
        if (literal == null) {
            throw Refused.invalid("The URL's host is not an address.");
        }
        return new WebUrl(tls, literal.getHostAddress(), port, pathAndQuery, literal);
    }

    private static String asciiName(String host) {
        String name;
        try {
            name = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw Refused.invalid("The URL's host is not a name.");
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.length() > 253 || name.contains("..") || !NAME.matcher(name).matches()) {
            throw Refused.invalid("The URL's host is not a name.");
        }
        return name;
    }

    private static int defaultPort(boolean tls) {
        return tls ? 443 : 80;
    }
}
