package dev.reelcast.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an address is, by its bits, and every spelling of an IPv4 address that some program understands. */
final class Addresses {

    private record Block(byte[] prefix, int bits) {
        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((prefix[bit / 8] ^ address[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** IANA special-purpose registry for IPv4, all that is not globally reachable, and the 6to4 relays. */
    private static final List<Block> RESERVED_V4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final Block GLOBAL_V6 = block("2000::/3");

    /** What is within the global unicast range and yet special: protocol assignments with Teredo, examples, 6to4. */
    private static final List<Block> RESERVED_V6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** RFC 6052 §2.1: the last four bytes are the IPv4 address that a translator connects to. */
    private static final Block NAT64 = block("64:ff9b::/96");

    private Addresses() {}

    /** Whether the address is one of the public internet. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return isPublicV4(bytes);
        }
        if (NAT64.holds(bytes)) {
            return isPublicV4(new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]});
        }
        return GLOBAL_V6.holds(bytes) && RESERVED_V6.stream().noneMatch(block -> block.holds(bytes));
    }

    private static boolean isPublicV4(byte[] bytes) {
        return RESERVED_V4.stream().noneMatch(block -> block.holds(bytes));
    }

    /** Whether a host is meant as an IPv4 address: its last label is a number (WHATWG URL, "ends in a number"). */
    static boolean looksLikeV4(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return last.matches("[0-9]+|0[xX][0-9a-fA-F]*");
    }

    /**
     * The address in any spelling of inet_aton: one to four parts, each decimal, octal or hexadecimal, the last one
     * filling what is left, so that {@code 127.1} and {@code 2130706433} are the same as {@code 127.0.0.1}.
     *
     * @return null when it is no address
     */
    static @Nullable InetAddress parseV4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return null;
        }
        long value = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            long part = number(parts[i]);
            long limit = last ? 1L << (8 * (4 - i)) : 256;
            if (part < 0 || part >= limit) {
                return null;
            }
            value |= last ? part : part << (8 * (3 - i));
        }
        return of(new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value});
    }

    /** The address between the brackets of a URL, null when it is none. A zone is refused: it names a local link. */
    static @Nullable InetAddress parseV6(String literal) {
        if (!literal.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName("[" + literal + "]");
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static long number(String part) {
        try {
            if (part.matches("0[xX][0-9a-fA-F]{0,12}")) {
                return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
            }
            if (part.matches("0[0-7]{1,14}")) {
                return Long.parseLong(part, 8);
            }
            return part.matches("0|[1-9][0-9]{0,11}") ? Long.parseLong(part) : -1;
        } catch (NumberFormatException e) {
            throw new IllegalStateException("a checked number did not parse", e);
        }
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }

    private static List<Block> blocks(String... ranges) {
        List<Block> blocks = new ArrayList<>();
        for (String range : ranges) {
            blocks.add(block(range));
        }
        return List.copyOf(blocks);
    }

    private static Block block(String range) {
        int slash = range.indexOf('/');
        String address = range.substring(0, slash);
        InetAddress prefix = address.contains(":") ? parseV6(address) : parseV4(address);
        if (prefix == null) {
            throw new IllegalStateException("not a range of addresses: " + range);
        }
        return new Block(prefix.getAddress(), Integer.parseInt(range.substring(slash + 1)));
    }
}
