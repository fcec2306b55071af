/**
 * Text as the pipeline meets it, before anybody asks what it means: sentences, words, stop words. Nothing here knows of
 * jobs, media or the network. All classes are thread-safe and none keeps the text it was given.
 */
@NullMarked
package dev.reelcast.media.text;

import org.jspecify.annotations.NullMarked;
