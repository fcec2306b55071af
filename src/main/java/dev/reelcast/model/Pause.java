package dev.reelcast.model;

import java.time.Instant;

/**
 * A hold on the queue, or on one agent's jobs: nothing new is started.
 *
 * @param reason for whoever wonders why nothing happens, 1 to 300 characters
 * @param by the name of who did it
 * @param since when
 */
public record Pause(String reason, String by, Instant since) {}
