/**
 * The configuration: read once from {@code conf/reelcast.yaml} and the environment, checked, and handed to whoever needs
 * a part of it by constructor. A wrong key or value stops the start with the key's name and what is allowed. Beside it the
 * vault, in which those who keep other people's secrets seal them for the database.
 */
@NullMarked
package dev.reelcast.config;

import org.jspecify.annotations.NullMarked;
