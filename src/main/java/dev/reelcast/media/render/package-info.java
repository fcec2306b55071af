/**
 * Videos from text: templates, the pages that a narrated text is cut into, and their pictures. Text is drawn here, with
 * Java's own drawing, and reaches ffmpeg only as pictures: no text of a person is ever part of a filter.
 */
@NullMarked
package dev.reelcast.media.render;

import org.jspecify.annotations.NullMarked;
