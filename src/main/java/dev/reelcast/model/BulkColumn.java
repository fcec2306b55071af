package dev.reelcast.model;

/**
 * A column of a bulk job's rows.
 *
 * @param name as the header has it
 * @param field the {@link BulkField#word() word} of what it is taken for
 */
public record BulkColumn(String name, String field) {}
