/**
 * One worker verticle for each stage of the pipelines, on a small shared base. A stage reads what the stages before it
 * stored, works in a folder of its own that is gone when it ends, and answers with its checkpoint. It changes no state
 * but by what it answers, so it may be started again at any time.
 */
@NullMarked
package dev.reelcast.stage;

import org.jspecify.annotations.NullMarked;
