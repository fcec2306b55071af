package dev.reelcast.model;

/**
 * What went wrong in a job.
 *
 * @param cause a word for the class of failure, as {@code not_media}
 * @param message one sentence for people
 * @param stage where
 * @param attempt which start of that stage, from 1
 * @param permanent whether another attempt cannot help
 */
public record JobError(String cause, String message, Stage stage, int attempt, boolean permanent) {}
