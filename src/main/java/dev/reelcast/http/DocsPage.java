package dev.reelcast.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The contract as a page to read: every operation with its parameters, bodies and answers. No scripts. */
final class DocsPage {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String STYLE = """
            :root{color-scheme:light dark;--line:#8883;--soft:#8881;--accent:#6257d8}
            body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1rem}
            h1{font-size:1.75rem}h2{margin-top:3rem;text-transform:capitalize}nav a{margin-right:1rem}
            details{border:1px solid var(--line);border-radius:8px;margin:.5rem 0}
            summary{cursor:pointer;padding:.6rem .9rem}summary span{color:gray}
            details>div{padding:0 .9rem .9rem}code,.method{font-family:ui-monospace,monospace;font-size:.9em}
            .method{display:inline-block;min-width:4.2em;color:var(--accent);font-weight:600}
            table{border-collapse:collapse;width:100%}td,th{border-top:1px solid var(--line);padding:.3rem .6rem;
            text-align:left;vertical-align:top}th{background:var(--soft)}p.lead{white-space:pre-line}
            """;

    private final JsonObject contract;
    private final StringBuilder out = new StringBuilder();

    DocsPage(JsonObject contract) {
        this.contract = contract;
    }

    String html() {
        JsonObject info = contract.getJsonObject("info");
        out.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>Reelcast API</title><style>")
                .append(STYLE)
                .append("</style><h1>Reelcast API</h1><p class=\"lead\">")
                .append(escaped(info.getString("description", "")))
                .append("</p><p><a href=\"/api/openapi.json\">The contract as OpenAPI</a></p>");
        Map<String, List<String>> byTag = operations();
        out.append("<nav>");
        byTag.keySet().forEach(tag -> out.append("<a href=\"#%1$s\">%1$s</a>".formatted(escaped(tag))));
        out.append("<a href=\"#schemas\">schemas</a></nav>");
        byTag.forEach((tag, operations) -> {
            out.append("<h2 id=\"%1$s\">%1$s</h2>".formatted(escaped(tag)));
            operations.forEach(out::append);
        });
        schemas();
        return out.append("</html>").toString();
    }

    private Map<String, List<String>> operations() {
        Map<String, List<String>> byTag = new LinkedHashMap<>();
        for (Map.Entry<String, Object> path : contract.getJsonObject("paths")) {
            JsonObject item = (JsonObject) path.getValue();
            for (String method : item.fieldNames()) {
                if (METHODS.contains(method)) {
                    JsonObject operation = item.getJsonObject(method);
                    JsonArray shared = item.getJsonArray("parameters", new JsonArray());
                    String tag = operation.getJsonArray("tags").getString(0);
                    byTag.computeIfAbsent(tag, first -> new ArrayList<>())
                            .add(operation(method, path.getKey(), operation, shared));
                }
            }
        }
        return byTag;
    }

    private String operation(String method, String path, JsonObject operation, JsonArray shared) {
        StringBuilder text = new StringBuilder("<details id=\"%s\"><summary><span class=\"method\">%s</span> "
                        .formatted(operation.getString("operationId"), method.toUpperCase(Locale.ROOT)))
                .append("<code>/api%s</code> <span>%s</span></summary><div>"
                        .formatted(escaped(path), escaped(operation.getString("summary", ""))));
        JsonArray security = operation.getJsonArray("security");
        if (security != null && security.isEmpty()) {
            text.append("<p>No sign-in is needed.</p>");
        }
        parameters(text, shared, operation.getJsonArray("parameters", new JsonArray()));
        JsonObject body = operation.getJsonObject("requestBody");
        if (body != null) {
            content(text, "Body", body.getString("description", ""), body.getJsonObject("content"));
        }
        for (Map.Entry<String, Object> response : operation.getJsonObject("responses")) {
            JsonObject answer = resolved((JsonObject) response.getValue());
            String title = response.getKey().equals("default") ? "Otherwise" : response.getKey();
            content(text, title, answer.getString("description", ""), answer.getJsonObject("content"));
        }
        return text.append("</div></details>").toString();
    }

    private void parameters(StringBuilder text, JsonArray shared, JsonArray own) {
        if (shared.isEmpty() && own.isEmpty()) {
            return;
        }
        text.append("<table><tr><th>Parameter<th>In<th>Type<th>");
        for (JsonArray each : List.of(shared, own)) {
            for (Object parameter : each) {
                JsonObject found = resolved((JsonObject) parameter);
                text.append("<tr><td><code>%s</code><td>%s<td>%s<td>%s"
                        .formatted(
                                escaped(found.getString("name")),
                                found.getString("in"),
                                type(found.getJsonObject("schema")),
                                escaped(found.getString("description", ""))));
            }
        }
        text.append("</table>");
    }

    private void content(StringBuilder text, String title, String description, @Nullable JsonObject content) {
        text.append("<p><b>%s</b> %s".formatted(escaped(title), escaped(description)));
        if (content != null) {
            for (Map.Entry<String, Object> media : content) {
                JsonObject schema = ((JsonObject) media.getValue()).getJsonObject("schema");
                text.append("<br><code>%s</code>: %s".formatted(escaped(media.getKey()), type(schema)));
            }
        }
        text.append("</p>");
    }

    private void schemas() {
        out.append("<h2 id=\"schemas\">schemas</h2>");
        JsonObject schemas = contract.getJsonObject("components").getJsonObject("schemas");
        for (String name : new TreeSet<>(schemas.fieldNames())) {
            JsonObject schema = schemas.getJsonObject(name);
            out.append(
                    "<details id=\"schema-%1$s\"><summary><code>%1$s</code></summary><div>".formatted(escaped(name)));
            JsonObject properties = schema.getJsonObject("properties");
            if (properties == null) {
                out.append("<p>").append(type(schema)).append("</p>");
            } else {
                JsonArray required = schema.getJsonArray("required", new JsonArray());
                out.append("<table><tr><th>Member<th>Type<th>");
                for (Map.Entry<String, Object> member : properties) {
                    JsonObject each = (JsonObject) member.getValue();
                    out.append("<tr><td><code>%s</code>%s<td>%s<td>%s"
                            .formatted(
                                    escaped(member.getKey()),
                                    required.contains(member.getKey()) ? "" : " <span>(optional)</span>",
                                    type(each),
                                    escaped(each.getString("description", ""))));
                }
                out.append("</table>");
            }
            out.append("</div></details>");
        }
    }

    private static String type(@Nullable JsonObject schema) {
        if (schema == null) {
            return "";
        }
        String reference = schema.getString("$ref");
        if (reference != null) {
            String name = escaped(reference.substring(reference.lastIndexOf('/') + 1));
            return "<a href=\"#schema-%1$s\">%1$s</a>".formatted(name);
        }
        JsonArray words = schema.getJsonArray("enum");
        if (words != null) {
            return escaped(
                    String.join(" | ", words.stream().map(String::valueOf).toList()));
        }
        String type = schema.getString("type", "any");
        return type.equals("array") ? "list of " + type(schema.getJsonObject("items")) : type;
    }

    private JsonObject resolved(JsonObject object) {
        String reference = object.getString("$ref");
        if (reference == null) {
            return object;
        }
        JsonObject at = contract;
        for (String step : reference.substring(2).split("/")) {
            at = at.getJsonObject(step);
        }
        return at;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
