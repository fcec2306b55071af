package dev.reelcast.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values as texts, the environment over the file. A getter names its key, its default and what is allowed; a key
 * that no getter asked for is an error with a suggestion.
 */
final class Settings {

    private static final String PREFIX = "REELCAST_";
    /** The file's own place, and what the tests of the build are told; neither is a key. */
    private static final Set<String> OUTSIDE = Set.of("REELCAST_CONF", "REELCAST_REQUIRE");

    private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]*)");
    private static final Pattern NUMBERED = Pattern.compile("([a-z0-9][a-z0-9_.-]*)\\s*=\\s*(\\d{1,6})");
    private static final Map<String, Long> BYTES = Map.of(
            "",
            1L,
            "b",
            1L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30,
            "kb",
            1_000L,
            "mb",
            1_000_000L,
            "gb",
            1_000_000_000L);
    private static final Map<String, Double> MILLIS =
            Map.of("ms", 1.0, "s", 1_000.0, "m", 60_000.0, "h", 3_600_000.0, "d", 86_400_000.0);

    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final Set<String> asked = new TreeSet<>();

    Settings(String yaml, Map<String, String> environment) {
        this.file = flatten(yaml);
        this.environment = environment;
    }

    /** The variable that overrides a key: {@code REELCAST_HTTP_PUBLIC_URL} for {@code http.public-url}. */
    static String variable(String key) {
        return PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    String text(String key, String byDefault) {
        asked.add(key);
        String overridden = environment.get(variable(key));
        if (overridden != null) {
            return overridden.strip();
        }
        return file.getOrDefault(key, byDefault).strip();
    }

    @Nullable
    String optional(String key) {
        String value = text(key, "");
        return value.isEmpty() ? null : value;
    }

    int integer(String key, int byDefault, int least, int most) {
        String value = text(key, Integer.toString(byDefault));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, value, "a whole number from " + least + " to " + most);
        }
        throw wrong(key, value, "a whole number from " + least + " to " + most);
    }

    double decimal(String key, double byDefault, double least, double most) {
        String value = text(key, Double.toString(byDefault));
        try {
            double number = Double.parseDouble(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, value, "a number from " + least + " to " + most);
        }
        throw wrong(key, value, "a number from " + least + " to " + most);
    }

    boolean flag(String key, boolean byDefault) {
        String value = text(key, Boolean.toString(byDefault));
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, value, "true or false");
        };
    }

    Duration duration(String key, Duration byDefault, Duration least, Duration most) {
        String value = text(key, byDefault.toMillis() + "ms");
        String allowed = "a time from " + words(least) + " to " + words(most) + ", as 500ms, 30s, 5m, 2h or 7d";
        Matcher amount = AMOUNT.matcher(value);
        Double unit = amount.matches() ? MILLIS.get(amount.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw wrong(key, value, allowed);
        }
        Duration read = Duration.ofMillis(Math.round(Double.parseDouble(amount.group(1)) * unit));
        if (read.compareTo(least) < 0 || read.compareTo(most) > 0) {
            throw wrong(key, value, allowed);
        }
        return read;
    }

    /** As {@link #duration}; null when the value is empty. */
    @Nullable
    Duration optionalDuration(String key, @Nullable Duration byDefault, Duration least, Duration most) {
        String value = text(key, byDefault == null ? "" : byDefault.toMillis() + "ms");
        return value.isEmpty() ? null : duration(key, byDefault == null ? least : byDefault, least, most);
    }

    long bytes(String key, long byDefault) {
        String value = text(key, Long.toString(byDefault));
        Matcher amount = AMOUNT.matcher(value);
        Long unit = amount.matches() ? BYTES.get(amount.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw wrong(key, value, "a size, as 500MB, 4GiB or a number of bytes");
        }
        return Math.round(Double.parseDouble(amount.group(1)) * unit);
    }

    @Nullable
    URI url(String key, Set<String> schemes) {
        String value = text(key, "");
        if (value.isEmpty()) {
            return null;
        }
        String allowed = "a URL that begins with " + String.join(":// or ", new TreeSet<>(schemes)) + "://";
        try {
            URI url = URI.create(value);
            if (url.getScheme() != null && schemes.contains(url.getScheme()) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(key, "that", allowed);
        }
        throw wrong(key, "that", allowed);
    }

    List<String> list(String key) {
        List<String> values = new ArrayList<>();
        for (String value : items(key, "")) {
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return values;
    }

    /** A variable may have the brackets that the file needs. */
    private String[] items(String key, String byDefault) {
        String value = text(key, byDefault).strip();
        boolean bracketed = value.startsWith("[") && value.endsWith("]");
        return (bracketed ? value.substring(1, value.length() - 1) : value).split(",", -1);
    }

    /** Names with a whole number each, written {@code name=2, other=1}. */
    Map<String, Integer> numbers(String key, Map<String, Integer> byDefault, int least, int most) {
        String written = byDefault.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
        String allowed = "names and whole numbers from " + least + " to " + most + ", as [name=2]";
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String pair : items(key, written)) {
            Matcher matcher = NUMBERED.matcher(pair.strip());
            if (matcher.matches() && number(matcher) >= least && number(matcher) <= most) {
                numbers.put(matcher.group(1), number(matcher));
            } else if (!pair.isBlank()) {
                throw wrong(key, pair.strip(), allowed);
            }
        }
        return numbers;
    }

    private static int number(Matcher numbered) {
        return Integer.parseInt(numbered.group(2));
    }

    /** Every key of the file, and every variable, must have been asked for. */
    void refuseUnknown() {
        for (String key : file.keySet()) {
            if (!asked.contains(key)) {
                throw new ConfigException("There is no key \"" + key + "\". Did you mean \"" + nearest(key) + "\"?");
            }
        }
        Set<String> variables = new HashSet<>(OUTSIDE);
        asked.forEach(key -> variables.add(variable(key)));
        for (String name : environment.keySet()) {
            if (name.startsWith(PREFIX) && !variables.contains(name)) {
                String key =
                        name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
                throw new ConfigException("There is no key behind the variable " + name + ". Did you mean "
                        + variable(nearest(key)) + "?");
            }
        }
    }

    static ConfigException wrong(String key, String value, String allowed) {
        return new ConfigException(key + " is \"" + value + "\", but must be " + allowed + ".");
    }

    private String nearest(String key) {
        return asked.stream()
                .min(Comparator.comparingInt(known -> distance(key, known)))
                .orElseThrow();
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static String words(Duration duration) {
        return duration.toMillis() % 1000 != 0 ? duration.toMillis() + "ms" : duration.toSeconds() + "s";
    }

    private static Map<String, String> flatten(String yaml) {
        Map<String, String> flat = new HashMap<>();
        try {
            JsonNode root = new YAMLMapper().readTree(yaml);
            if (root != null && !root.isMissingNode() && !root.isNull()) {
                if (!root.isObject()) {
                    throw new ConfigException(
                            "The configuration must be keys and values, as \"http:\" and \"port: 8080\".");
                }
                flatten("", root, flat);
            }
        } catch (JsonProcessingException e) {
            throw new ConfigException("The configuration is not YAML: " + e.getOriginalMessage() + " (line "
                    + e.getLocation().getLineNr() + ").");
        }
        return flat;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String key = prefix + member.getKey();
            JsonNode value = member.getValue();
            if (value.isObject()) {
                flatten(key + ".", value, flat);
            } else if (value.isArray()) {
                List<String> values = new ArrayList<>();
                value.forEach(each -> values.add(each.asText()));
                flat.put(key, String.join(",", values));
            } else {
                flat.put(key, value.isNull() ? "" : value.asText());
            }
        }
    }
}
