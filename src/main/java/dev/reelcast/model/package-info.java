/**
 * The words of Reelcast as records and enums. No I/O and no behaviour beyond what a value can say of itself. The JSON
 * form of each record is its wire form: camelCase members, lower-case enum names, RFC 3339 times, absent when null.
 */
@NullMarked
package dev.reelcast.model;

import org.jspecify.annotations.NullMarked;
