package dev.reelcast.http;

import dev.reelcast.model.TitlePattern;
import dev.reelcast.model.VideoFilters;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Filters read from a request, with what the contract cannot say of them. */
final class FilterSettings {

    private FilterSettings() {}

    /** @param prefix of the members' names, as {@code filters.} */
    static VideoFilters of(JsonObject filters, String prefix) {
        Double least = filters.getDouble("minMinutes");
        Double most = filters.getDouble("maxMinutes");
        if (least != null && most != null && least > most) {
            throw new Invalid(prefix + "maxMinutes", "It must not be less than the shortest length.");
        }
        return new VideoFilters(
                expression(filters, prefix, "titleInclude"),
                expression(filters, prefix, "titleExclude"),
                least,
                most,
                filters.getBoolean("shorts"),
                filters.getBoolean("live"));
    }

    private static @Nullable String expression(JsonObject filters, String prefix, String member) {
        String given = filters.getString(member);
        String expression = given == null ? "" : Texts.line(given, TitlePattern.LONGEST);
        if (expression.isEmpty()) {
            return null;
        }
        try {
            TitlePattern.of(expression);
            return expression;
        } catch (IllegalArgumentException wrong) {
            throw new Invalid(prefix + member, String.valueOf(wrong.getMessage()));
        }
    }
}
