package dev.reelcast.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.config.Vault;
import dev.reelcast.model.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SigningKeyTest {

    /** The example that Standard Webhooks' own libraries are tested with. */
    @Test
    void signsAsStandardWebhooksSays() {
        SigningKey key = new SigningKey(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(key.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(key.secret()).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void isRandomAndShownToNobody() {
        SigningKey key = SigningKey.random();

        assertThat(key.bytes()).hasSize(32);
        assertThat(key).isNotEqualTo(SigningKey.random());
        assertThat(key.toString()).doesNotContain(key.secret().substring(6, 12));
    }

    @Test
    void opensForItsOwnWebhookAlone() {
        KeyRing keys = new KeyRing(new Vault(new byte[32]));
        UUID webhook = Ids.next();
        SigningKey key = SigningKey.random();
        byte[] sealed = keys.seal(webhook, key);

        assertThat(keys.open(webhook, sealed)).contains(key);
        assertThat(keys.open(Ids.next(), sealed)).isEmpty();
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(new KeyRing(new Vault(other)).open(webhook, sealed)).isEmpty();
    }
}
