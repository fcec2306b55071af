package dev.reelcast.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import org.jspecify.annotations.Nullable;

/** Hands a value to a consumer of the same node as it is. Records are immutable, so nothing is copied. */
final class ByReference implements MessageCodec<@Nullable Object, @Nullable Object> {

    static final String NAME = "by-reference";

    @Override
    public void encodeToWire(Buffer buffer, @Nullable Object value) {
        throw new UnsupportedOperationException("commands stay on the node");
    }

    @Override
    public @Nullable Object decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("commands stay on the node");
    }

    @Override
    public @Nullable Object transform(@Nullable Object value) {
        return value;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
