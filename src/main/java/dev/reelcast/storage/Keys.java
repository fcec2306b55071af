package dev.reelcast.storage;

import java.util.regex.Pattern;

/** The form of a key: what any file system and any bucket takes as it stands. */
final class Keys {

    private static final int MAX_LENGTH = 512;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private Keys() {}

    /**
     * The key itself when every part between its slashes is letters, digits, dot, dash or underscore and begins with no
     * dot: so there is no parent folder, no hidden file and no absolute path.
     *
     * @throws IllegalArgumentException when it has another form
     */
    static String require(String key) {
        if (key.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a storage key is longer than " + MAX_LENGTH + " characters");
        }
        for (String part : key.split("/", -1)) {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException("a storage key has a part that is not a plain name");
            }
        }
        return key;
    }
}
