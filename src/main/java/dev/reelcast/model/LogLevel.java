package dev.reelcast.model;

/** How much a line of a job's log matters. */
public enum LogLevel {
    INFO,
    WARNING,
    ERROR
}
