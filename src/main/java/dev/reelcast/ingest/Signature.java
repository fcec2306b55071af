package dev.reelcast.ingest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Says whether a notice comes from whoever knows the secret (WebSub §7.1, {@code X-Hub-Signature}). */
final class Signature {

    private static final Pattern FORM = Pattern.compile("\\s*(sha(?:1|256|384|512))\\s*=\\s*([0-9a-fA-F]{40,128})\\s*");

    private Signature() {}

    /**
     * Compares in constant time.
     *
     * @param headers each signature that came along; exactly one is believed
     */
    static boolean matches(List<String> headers, String secret, byte[] body) {
        Matcher header = FORM.matcher(headers.size() == 1 ? headers.get(0).toLowerCase(Locale.ROOT) : "");
        if (!header.matches() || header.group(2).length() % 2 != 0) {
            return false;
        }
        byte[] given = HexFormat.of().parseHex(header.group(2));
        return MessageDigest.isEqual(given, mac("Hmac" + header.group(1).toUpperCase(Locale.ROOT), secret, body));
    }

    private static byte[] mac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }
}
