package dev.reelcast.http;

import io.vertx.json.schema.OutputUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in plain words what a schema does not agree with. The validator reports a wrong member at each level above it as
 * well, and once more as an "additional" one; the innermost report is the one that says something.
 */
final class SchemaWords {

    private static final Set<String> OUTER = Set.of("properties", "$ref", "items", "allOf", "anyOf", "oneOf");
    private static final Pattern LAST_NUMBER = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)\\D*$");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern LIST = Pattern.compile("\\[(.*)]", Pattern.DOTALL);

    private SchemaWords() {}

    /** @param parameter whose value was checked, null for a body */
    static Invalid invalid(OutputUnit result, @Nullable String parameter) {
        List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
        OutputUnit unknown = null;
        for (OutputUnit error : errors) {
            String keyword = keyword(error);
            if (keyword.equals("additionalProperties")) {
                unknown = unknown == null ? error : unknown;
            } else if (!OUTER.contains(keyword)) {
                return new Invalid(field(error, keyword, parameter), words(keyword, text(error)));
            }
        }
        if (unknown != null) {
            return new Invalid(field(unknown, "additionalProperties", parameter), "There is no such member.");
        }
        return new Invalid(parameter, "The value is not allowed.");
    }

    private static String words(String keyword, String error) {
        return switch (keyword) {
            case "required" -> "It is missing.";
            case "type" -> "It must be " + type(lastWord(error)) + ".";
            case "enum" -> "It must be one of " + list(error) + ".";
            case "minLength" ->
                limit(error).equals("1")
                        ? "It must not be empty."
                        : "It must have at least " + limit(error) + " characters.";
            case "maxLength" -> "It must have at most " + limit(error) + " characters.";
            case "minimum" -> "It must be at least " + limit(error) + ".";
            case "maximum" -> "It must be at most " + limit(error) + ".";
            case "minItems" -> "It must have at least " + limit(error) + " entries.";
            case "maxItems" -> "It must have at most " + limit(error) + " entries.";
            case "pattern", "format" -> "It does not have the right form.";
            default -> "The value is not allowed.";
        };
    }

    private static @Nullable String field(OutputUnit error, String keyword, @Nullable String parameter) {
        if (parameter != null) {
            return parameter;
        }
        String location = error.getInstanceLocation() == null ? "" : error.getInstanceLocation();
        String path = location.replaceFirst("^#?/?", "").replace("/", ".");
        if (keyword.equals("required")) {
            Matcher missing = QUOTED.matcher(text(error));
            String name = missing.find() ? missing.group(1) : "";
            path = path.isEmpty() ? name : path + "." + name;
        }
        return path.isEmpty() ? null : Texts.shortened(path);
    }

    private static String keyword(OutputUnit error) {
        String location = error.getKeywordLocation() == null ? "" : error.getKeywordLocation();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static String text(OutputUnit error) {
        return error.getError() == null ? "" : error.getError();
    }

    private static String lastWord(String error) {
        return error.substring(error.lastIndexOf(' ') + 1);
    }

    private static String type(String schemaType) {
        return switch (schemaType) {
            case "object" -> "an object";
            case "array" -> "a list";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> "a text";
        };
    }

    private static String limit(String error) {
        Matcher number = LAST_NUMBER.matcher(error);
        return number.find() ? number.group(1) : "allowed";
    }

    private static String list(String error) {
        Matcher values = LIST.matcher(error);
        return values.find() ? values.group(1).replace("\"", "").replace(",", ", ") : "the allowed values";
    }
}
