package dev.reelcast.ingest;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.SheetConnection.Kind;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Google is asked with. None of it is ever shown, not even by accident. */
sealed interface SheetKey {

    /** The longest JSON file that is taken for a service account's: real ones have some 2,300 characters. */
    int LONGEST = 20_000;

    Kind kind();

    /** Whom a sheet has to be shared with; null for an API key. */
    @Nullable
    String email();

    /** As it is sealed. */
    byte[] bytes();

    /** @param key sent with each request */
    record ApiKey(String key) implements SheetKey {

        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{20,200}");

        @Override
        public Kind kind() {
            return Kind.API_KEY;
        }

        @Override
        public @Nullable String email() {
            return null;
        }

        @Override
        public byte[] bytes() {
            return key.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "ApiKey";
        }
    }

    /**
     * @param email of the account
     * @param keyId by which Google finds the other half of the key
     * @param privateKey PKCS #8 in PEM
     */
    record ServiceAccount(String email, String keyId, String privateKey) implements SheetKey {

        private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+-]{1,100}@[A-Za-z0-9.-]{1,200}");
        private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");
        /** RSA keys of 2,048 to 4,096 bits: a longer one would only take the server's time. */
        private static final Pattern PRIVATE_KEY = Pattern.compile(
                "\\s*-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\\s]{1500,3500}-----END PRIVATE KEY-----\\s*");

        @Override
        public Kind kind() {
            return Kind.SERVICE_ACCOUNT;
        }

        @Override
        public byte[] bytes() {
            return new JsonObject()
                    .put("client_email", email)
                    .put("private_key_id", keyId)
                    .put("private_key", privateKey)
                    .toBuffer()
                    .getBytes();
        }

        @Override
        public String toString() {
            return "ServiceAccount";
        }
    }

    /**
     * A key as somebody gave it.
     *
     * @param text an API key, or a service account's JSON file
     * @throws Failure {@link FailureKind#INVALID} when it is none
     */
    static SheetKey given(Kind kind, String text) {
        if (kind == Kind.API_KEY) {
            String key = text.strip();
            if (!ApiKey.FORM.matcher(key).matches()) {
                throw invalid("This is no API key. Copy it from the page “Credentials” of the Google Cloud console.");
            }
            return new ApiKey(key);
        }
        return account(text.length() > LONGEST ? new JsonObject() : json(text));
    }

    /** A key as it was sealed. */
    static SheetKey sealed(Kind kind, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (kind == Kind.API_KEY) {
            return new ApiKey(text);
        }
        JsonObject json = new JsonObject(text);
        return new ServiceAccount(
                json.getString("client_email"), json.getString("private_key_id"), json.getString("private_key"));
    }

    private static ServiceAccount account(JsonObject json) {
        if (json.containsKey("installed") || json.containsKey("web")) {
            throw invalid("This is the file of an OAuth client. Make a key of a service account instead:"
                    + " IAM & Admin, Service accounts, Keys, Add key, JSON.");
        }
        String email = text(json, "client_email");
        String keyId = text(json, "private_key_id");
        String privateKey = text(json, "private_key");
        if (!"service_account".equals(text(json, "type"))
                || !ServiceAccount.EMAIL.matcher(email).matches()
                || !ServiceAccount.KEY_ID.matcher(keyId).matches()
                || !ServiceAccount.PRIVATE_KEY.matcher(privateKey).matches()) {
            throw invalid(
                    "This is no key of a service account. Send the JSON file as Google gave it, whole and unchanged.");
        }
        return new ServiceAccount(email, keyId, privateKey);
    }

    private static JsonObject json(String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException | ClassCastException notAnObject) {
            return new JsonObject();
        }
    }

    private static String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text : "";
    }

    private static Failure invalid(String sentence) {
        return Failure.of(FailureKind.INVALID, "sheet_key_invalid", sentence);
    }
}
