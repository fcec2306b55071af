package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.SecretStoreApi;
import dev.reelcast.bus.SecretStoreApi.Sealed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * The server's own keys, made at the first start: files that only its user can read, or, when several servers share them,
 * rows of the database that only who knows their secret can read. They are never logged.
 */
public final class Secrets {

    private static final String TOKEN_KEY = "jwt";
    private static final String HUB_KEY = "hubs";
    private static final String SHEET_KEY = "sheets";
    private static final int KEY_BYTES = 32;

    private final byte[] tokenKey;
    private final byte[] hubKey;
    private final byte[] sheetKey;

    private Secrets(byte[] tokenKey, byte[] hubKey, byte[] sheetKey) {
        this.tokenKey = tokenKey;
        this.hubKey = hubKey;
        this.sheetKey = sheetKey;
    }

    /**
     * Reads the keys, and makes those that are missing. Blocks.
     *
     * @param dataDir they are in its folder {@code keys}
     * @throws IOException when they cannot be read or made, or one is not of its length
     */
    public static Secrets open(Path dataDir) throws IOException {
        Files.createDirectories(dataDir);
        Path folder = dataDir.resolve("keys");
        Files.createDirectories(folder, ownerOnly(dataDir, "rwx------"));
        return new Secrets(key(folder, TOKEN_KEY), key(folder, HUB_KEY), key(folder, SHEET_KEY));
    }

    /**
     * Reads the keys that all servers share, and makes those that are missing.
     *
     * @param secret what they are encrypted with
     * @return fails with a {@link dev.reelcast.bus.Failure} when they were encrypted with another secret
     */
    public static Future<Secrets> shared(Vertx vertx, Bus bus, String secret) {
        Seal seal = new Seal(secret);
        return shared(vertx, bus, seal, TOKEN_KEY)
                .compose(tokenKey -> shared(vertx, bus, seal, HUB_KEY)
                        .compose(hubKey -> shared(vertx, bus, seal, SHEET_KEY)
                                .map(sheetKey -> new Secrets(tokenKey, hubKey, sheetKey))));
    }

    private static Future<byte[]> shared(Vertx vertx, Bus bus, Seal seal, String name) {
        return vertx.executeBlocking(() -> new Sealed(name, seal.close(name, random())))
                .compose(fresh -> bus.request(SecretStoreApi.KEEP, fresh))
                .compose(kept -> vertx.executeBlocking(() -> seal.open(name, kept.sealed())));
    }

    /** The key of access tokens, 256 bits. */
    byte[] tokenKey() {
        return tokenKey.clone();
    }

    /** The key under which the secrets that hubs and webhooks sign with are kept in the database, 256 bits. */
    public byte[] hubKey() {
        return hubKey.clone();
    }

    /** The key under which the keys of sheet connections are kept in the database, 256 bits. */
    public byte[] sheetKey() {
        return sheetKey.clone();
    }

    private static byte[] key(Path folder, String name) throws IOException {
        try {
            return read(folder.resolve(name));
        } catch (NoSuchFileException firstStart) {
            create(folder, name);
            return read(folder.resolve(name));
        }
    }

    private static byte[] read(Path file) throws IOException {
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IOException(
                    "The key " + file + " has " + key.length + " bytes instead of " + KEY_BYTES
                            + ". Remove it to have a new one made; everybody signs in anew then, or every channel is followed and every webhook added anew, or every Google Sheets key is connected anew.");
        }
        return key;
    }

    private static void create(Path folder, String name) throws IOException {
        byte[] key = random();
        // Whole or not at all: a start that is cut off must not leave half a key.
        Path whole = Files.createTempFile(folder, "new", ".key", ownerOnly(folder, "rw-------"));
        try (FileChannel out = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(key));
            out.force(true);
        }
        Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static FileAttribute<?>[] ownerOnly(Path near, String mode) throws IOException {
        if (!Files.getFileStore(near).supportsFileAttributeView("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
