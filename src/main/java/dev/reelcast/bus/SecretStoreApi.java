package dev.reelcast.bus;

/** Keys that several servers share. What is stored is encrypted: the store can read none of it. */
public final class SecretStoreApi {

    /** Keeps a key unless there is one of that name already; answers the one that is kept. */
    public static final Address<Sealed, Sealed> KEEP = new Address<>("secrets.keep");

    private SecretStoreApi() {}

    /** @param sealed the encrypted key */
    public record Sealed(String name, byte[] sealed) {}
}
