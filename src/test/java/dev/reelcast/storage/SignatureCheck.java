package dev.reelcast.storage;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AWS Signature Version 4, as the service side checks it: written from its specification, knows nothing of the client. */
final class SignatureCheck {

    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 "
            + "Credential=([^/]+)/(\\d{8})/([a-z0-9-]+)/s3/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?"
            + "Signature=([0-9a-f]{64})");

    private final String accessKey;
    private final String secretKey;
    private final String region;

    SignatureCheck(String accessKey, String secretKey, String region) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.region = region;
    }

    /**
     * @param payload SHA-256 of the body that arrived, in hexadecimal
     * @return S3's word for what is wrong, null when nothing is
     */
    @Nullable
    String wrong(HttpExchange exchange, String payload) {
        Matcher given = AUTHORIZATION.matcher(header(exchange, "authorization"));
        if (!given.matches()) {
            return "AccessDenied";
        }
        if (!given.group(1).equals(accessKey)) {
            return "InvalidAccessKeyId";
        }
        if (!given.group(3).equals(region)) {
            return "AuthorizationHeaderMalformed";
        }
        String hash = header(exchange, "x-amz-content-sha256");
        // The real service lets any body go unsigned; here only that which there is none of.
        if (!hash.equals(payload) && !(hash.equals("UNSIGNED-PAYLOAD") && payload.equals(sha256(new byte[0])))) {
            return "XAmzContentSHA256Mismatch";
        }
        List<String> signed = List.of(given.group(4).split(";"));
        boolean all = exchange.getRequestHeaders().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("x-amz-") || name.equals("host"))
                .allMatch(signed::contains);
        if (!all) {
            return "AccessDenied";
        }
        String date = header(exchange, "x-amz-date");
        String scope = given.group(2) + "/" + region + "/s3/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n"
                + sha256(canonical(exchange, signed, hash).getBytes(StandardCharsets.UTF_8));
        byte[] key = hmac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), given.group(2));
        for (String part : List.of(region, "s3", "aws4_request")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign)).equals(given.group(5)) && date.startsWith(given.group(2))
                ? null
                : "SignatureDoesNotMatch";
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String canonical(HttpExchange exchange, List<String> signed, String hash) {
        URI uri = exchange.getRequestURI();
        StringBuilder canonical = new StringBuilder(exchange.getRequestMethod())
                .append('\n')
                .append(uri.getRawPath())
                .append('\n')
                .append(query(uri.getRawQuery()))
                .append('\n');
        for (String name : signed) {
            canonical
                    .append(name)
                    .append(':')
                    .append(header(exchange, name).strip().replaceAll(" +", " "))
                    .append('\n');
        }
        return canonical
                .append('\n')
                .append(String.join(";", signed))
                .append('\n')
                .append(hash)
                .toString();
    }

    private static String query(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        TreeMap<String, String> sorted = new TreeMap<>();
        for (String each : raw.split("&")) {
            int equals = each.indexOf('=');
            sorted.put(equals < 0 ? each : each.substring(0, equals), equals < 0 ? "" : each.substring(equals + 1));
        }
        List<String> parts = new ArrayList<>();
        sorted.forEach((name, value) -> parts.add(name + "=" + value));
        return String.join("&", parts);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
