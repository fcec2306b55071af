package dev.reelcast.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.PublishApi.Rendered;
import dev.reelcast.publish.RenderedFeeds.Key;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RenderedFeedsTest {

    private final RenderedFeeds feeds = new RenderedFeeds(100);
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void eachVersionIsWrittenOnceHoweverManyAskMeanwhile() {
        Key key = key();
        Promise<Rendered> writing = Promise.promise();

        Future<Rendered> one = feeds.get(key, 1, writing::future);
        Future<Rendered> other = feeds.get(key, 1, this::write);
        writing.complete(document(10));

        assertThat(written).hasValue(0);
        assertThat(one.result()).isSameAs(other.result());
        assertThat(feeds.get(key, 2, this::write).result()).isNotSameAs(one.result());
        assertThat(feeds.get(key, 1, this::write).result()).isNotSameAs(one.result());
        assertThat(written).hasValue(1);
    }

    @Test
    void readersOfAPrivateFeedHaveEachTheirOwn() {
        UUID feed = UUID.randomUUID();

        Rendered ann = feeds.get(new Key(feed, "ann", 1), 1, this::write).result();
        Rendered bob = feeds.get(new Key(feed, "bob", 1), 1, this::write).result();

        assertThat(ann).isNotSameAs(bob);
    }

    @Test
    void whatWasNotAskedForLongestMakesRoom() {
        Key first = key();
        Key second = key();
        feeds.get(first, 1, this::write);
        feeds.get(second, 1, this::write);
        feeds.get(first, 1, this::write);

        feeds.get(key(), 1, this::write);

        assertThat(feeds.bytes()).isEqualTo(80);
        feeds.get(first, 1, this::write);
        assertThat(written).hasValue(3);
        feeds.get(second, 1, this::write);
        assertThat(written).hasValue(4);
    }

    @Test
    void whatFailedIsTriedAgain() {
        Key key = key();

        assertThat(feeds.get(key, 1, () -> Future.failedFuture("away")).failed())
                .isTrue();

        assertThat(feeds.get(key, 1, this::write).succeeded()).isTrue();
    }

    @Test
    void documentReplacedWhileItWasWrittenTakesNoRoom() {
        Key key = key();
        Promise<Rendered> slow = Promise.promise();
        feeds.get(key, 1, slow::future);
        feeds.get(key, 2, this::write);

        slow.complete(document(40));

        assertThat(feeds.bytes()).isEqualTo(40);
        assertThat(feeds.get(key, 2, this::write).result())
                .isNotSameAs(slow.future().result());
    }

    private Future<Rendered> write() {
        written.incrementAndGet();
        return Future.succeededFuture(document(40));
    }

    private static Key key() {
        return new Key(UUID.randomUUID(), null, 1);
    }

    private static Rendered document(int bytes) {
        return new Rendered(new byte[bytes], "0", null, "");
    }
}
