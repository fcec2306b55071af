package dev.reelcast.http;

import dev.reelcast.bus.BulkApi;
import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.Failure;
import dev.reelcast.model.BulkField;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Priority;
import dev.reelcast.model.RenderOverrides;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a request says of a bulk job's rows, in the members of the contract's BulkInput. */
final class BulkBody {

    /** Fields of a form beside its file. */
    static final Set<String> FIELDS =
            Set.of("mapping", "agentId", "again", "title", "priority", "processingDeadlineMs", "template", "output");

    private static final int TITLE = 200;
    private static final Set<String> OBJECTS = Set.of("mapping", "template", "output");
    private static final Set<String> SHEET = Set.of("connectionId", "sheetId", "range");
    /** Where rows are. */
    private static final Set<String> ROWS = Set.of("inputSource", "list", "rows", "connectionId", "sheetId", "range");
    /** What a start says; all else belongs to a preview. */
    private static final Set<String> OF_A_START = Set.of("previewId", "title", "priority", "processingDeadlineMs");

    private final JsonObject body;

    /** @param body that the contract agrees with */
    BulkBody(JsonObject body) {
        this.body = body;
    }

    /** A form's fields as JSON would have them; those with nothing in them are left out. */
    static JsonObject ofForm(Map<String, String> fields) {
        JsonObject body = new JsonObject();
        fields.forEach((name, text) -> {
            if (!text.isBlank()) {
                body.put(name, value(name, text));
            }
        });
        return body;
    }

    private static Object value(String name, String text) {
        if (OBJECTS.contains(name)) {
            try {
                return new JsonObject(text);
            } catch (DecodeException notJson) {
                throw new Invalid(name, "invalid_json", "It must be a JSON object.");
            }
        }
        return switch (name) {
            case "again" -> Texts.flag(name, text);
            case "processingDeadlineMs" -> Texts.integer(name, text);
            default -> text;
        };
    }

    /** The bulk job whose rows are meant, null when rows are given. */
    @Nullable
    UUID previewId() {
        String id = body.getString("previewId");
        return id == null ? null : Ids.parse(id).orElseThrow(() -> Failure.notFound("bulk job"));
    }

    /** Refuses rows beside the id of a preview. */
    void requireNoRows() {
        refuse(ROWS, "The rows of the previewId are those that were given before.");
    }

    /** The rows of a preview, to be read again; what the body does not say stays as it is. */
    BulkApi.Rows again(Viewer viewer, BulkJob kept) {
        return new BulkApi.Rows(
                viewer,
                new BulkApi.Kept(kept.id()),
                mapping(),
                body.containsKey("agentId") ? agentId() : kept.agentId(),
                title(),
                settings(kept.settings()));
    }

    /** Rows in the body itself. */
    BulkApi.Rows rows(Viewer viewer) {
        String source = body.getString("inputSource");
        if (source == null) {
            throw new Invalid(
                    "inputSource", "Say where the rows are: list, rows, sheet, or a previewId. A CSV file is a form.");
        }
        if (!source.equals("sheet")) {
            refuse(Set.of("writeBack"), "Only a sheet is written to.");
        }
        return rows(viewer, origin(source), null);
    }

    private BulkApi.Origin origin(String source) {
        Set<String> own = source.equals("sheet") ? SHEET : Set.of(source);
        refuse(
                ROWS.stream()
                        .filter(member -> !member.equals("inputSource") && !own.contains(member))
                        .collect(Collectors.toSet()),
                "It does not go with this inputSource.");
        return switch (source) {
            case "list" -> new BulkApi.Pasted(lines(required("list")));
            case "rows" -> new BulkApi.Members((JsonArray) required("rows"));
            default ->
                new BulkApi.Sheet(
                        Ids.parse((String) required("connectionId"))
                                .orElseThrow(() -> Failure.notFound("sheet connection")),
                        (String) required("sheetId"),
                        body.getString("range"));
        };
    }

    /**
     * Rows that are elsewhere.
     *
     * @param titleElse of a request that gives none, null for what they are called where they are
     */
    BulkApi.Rows rows(Viewer viewer, BulkApi.Origin origin, @Nullable String titleElse) {
        String title = title();
        return new BulkApi.Rows(
                viewer, origin, mapping(), agentId(), title == null ? titleElse : title, settings(BulkSettings.NONE));
    }

    /** Starting what was previewed. */
    BulkStoreApi.Start startOf(Viewer viewer, UUID previewId) {
        body.fieldNames().stream()
                .filter(name -> !OF_A_START.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Invalid(name, "It belongs to the preview: preview the rows with it, then start them.");
                });
        return start(viewer, previewId, title());
    }

    /** Starting what was read just now. */
    BulkStoreApi.Start start(Viewer viewer, UUID bulkJobId) {
        return start(viewer, bulkJobId, null);
    }

    private BulkStoreApi.Start start(Viewer viewer, UUID bulkJobId, @Nullable String title) {
        String priority = body.getString("priority");
        Long milliseconds = body.getLong("processingDeadlineMs");
        return new BulkStoreApi.Start(
                viewer,
                bulkJobId,
                title,
                priority == null ? null : Wire.parse(Priority.class, priority),
                milliseconds == null ? null : Duration.ofMillis(milliseconds));
    }

    /** One line, null when there is none. */
    @Nullable
    String title() {
        String given = body.getString("title");
        String title = given == null ? null : Texts.line(given, TITLE);
        if (title != null && title.isEmpty()) {
            throw new Invalid("title", "It must not be empty.");
        }
        return title;
    }

    private Map<String, BulkField> mapping() {
        Map<String, BulkField> mapping = new HashMap<>();
        for (Map.Entry<String, Object> entry : body.getJsonObject("mapping", new JsonObject())) {
            mapping.put(entry.getKey(), BulkField.of((String) entry.getValue()));
        }
        return mapping;
    }

    private @Nullable UUID agentId() {
        String id = body.getString("agentId");
        return id == null
                ? null
                : Ids.parse(id).orElseThrow(() -> new Invalid("agentId", "It must be the id of an agent."));
    }

    /** @param before what holds where the body says nothing */
    private BulkSettings settings(BulkSettings before) {
        JsonObject template = body.getJsonObject("template");
        JsonObject output = body.getJsonObject("output");
        JsonObject overrides = template == null
                ? Wire.json(before.overrides())
                : template.getJsonObject("overrides", new JsonObject());
        return new BulkSettings(
                template == null ? before.templateId() : template.getString("templateId"),
                overrides(overrides, output == null ? null : output.getString("resolution"), template != null),
                output == null ? before.outputBucket() : output.getString("outputBucket"),
                body.getBoolean("again", before.again()),
                body.getBoolean("writeBack", before.writeBack()));
    }

    /** The size of the picture may be given with the output as well as with the template. */
    private static RenderOverrides overrides(JsonObject given, @Nullable String resolution, boolean together) {
        if (resolution == null) {
            return Wire.record(RenderOverrides.class, given);
        }
        if (together && !resolution.equals(given.getString("resolution", resolution))) {
            throw new Invalid("output.resolution", "The template's overrides have another one.");
        }
        return Wire.record(RenderOverrides.class, given.copy().put("resolution", resolution));
    }

    private Object required(String member) {
        Object value = body.getValue(member);
        if (value == null) {
            throw new Invalid(member, "It is missing.");
        }
        return value;
    }

    private void refuse(Set<String> members, String sentence) {
        for (String member : members) {
            if (body.containsKey(member)) {
                throw new Invalid(member, sentence);
            }
        }
    }

    private static List<String> lines(Object list) {
        return list instanceof JsonArray array
                ? IntStream.range(0, array.size()).mapToObj(array::getString).toList()
                : ((String) list).lines().toList();
    }
}
