package dev.reelcast.stage;

import dev.reelcast.model.VideoRule;
import dev.reelcast.model.VideoSieve.LeftOut;

/** A filter of the agent leaves the video out; the message says why, in one sentence for people. */
final class UnwantedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final VideoRule rule;

    UnwantedException(LeftOut leftOut) {
        super(leftOut.sentence());
        this.rule = leftOut.rule();
    }

    VideoRule rule() {
        return rule;
    }
}
