package dev.reelcast.config;

/** A key or value that Reelcast cannot start with; the message says which, and what is allowed. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
