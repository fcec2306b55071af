package dev.reelcast.model;

/**
 * A named place in a recording.
 *
 * @param start seconds from the beginning
 * @param title what begins here
 */
public record Chapter(double start, String title) {}
