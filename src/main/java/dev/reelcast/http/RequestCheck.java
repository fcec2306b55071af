package dev.reelcast.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.RequestBody;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the requests of one operation against the contract: parameters first, then the body, which is read here. */
final class RequestCheck {

    /** The longest JSON body: a transcript of the longest length allowed, escaped, and some. */
    static final long BODY_LIMIT = 13L << 20;

    /** The member of an operation in the contract that allows longer ones. */
    private static final String OWN_LIMIT = "x-body-limit";

    /** A longer body is not read on the event loop: others wait there. */
    private static final int QUICKLY_READ = 1 << 20;

    private final OpenAPIContract contract;
    private final List<Parameter> parameters;
    private final Set<String> queryNames = new HashSet<>();
    private final @Nullable RequestBody requestBody;
    private final long bodyLimit;

    RequestCheck(OpenAPIContract contract, Operation operation) {
        this.contract = contract;
        this.parameters = operation.getParameters();
        this.requestBody = operation.getRequestBody();
        this.bodyLimit = operation.getOpenAPIModel().getLong(OWN_LIMIT, BODY_LIMIT);
        for (Parameter parameter : parameters) {
            if (parameter.getIn() == Location.QUERY) {
                queryNames.add(parameter.getName());
            }
        }
    }

    /** The checked request; fails with {@link Invalid}, or a {@link dev.reelcast.bus.Failure} about its body. */
    Future<Call> check(RoutingContext context) {
        Map<String, Object> values;
        try {
            values = parameters(context);
        } catch (Invalid invalid) {
            Bodies.closeAfterwardsWhenBodyWaits(context);
            return Future.failedFuture(invalid);
        }
        if (requestBody == null) {
            // Whatever comes along is passed over.
            context.request().resume();
            return Future.succeededFuture(new Call(context, values, new JsonObject()));
        }
        String contentType = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        Map<String, MediaType> content = requestBody.getContent();
        boolean form = content.containsKey("multipart/form-data") && Multipart.isMultipart(contentType);
        if (form || !content.containsKey("application/json")) {
            // Files: whoever answers streams them.
            return Future.succeededFuture(new Call(context, values, new JsonObject()));
        }
        return Bodies.read(context, bodyLimit)
                .compose(bytes -> bytes.length() <= QUICKLY_READ
                        ? Future.succeededFuture(body(bytes, contentType))
                        : context.vertx().executeBlocking(() -> body(bytes, contentType), false))
                .map(body -> new Call(context, values, body));
    }

    /** Checks what came in another form as if it had come as JSON. */
    void requireBody(JsonObject body) {
        MediaType json = requestBody == null ? null : requestBody.getContent().get("application/json");
        if (json == null) {
            throw new IllegalStateException("the operation takes no JSON");
        }
        requireBody(json, body);
    }

    private void requireBody(MediaType json, JsonObject body) {
        Texts.requireStorable("", body);
        validate(json.getSchema(), body, null);
    }

    private Map<String, Object> parameters(RoutingContext context) {
        MultiMap query = context.queryParams();
        for (String name : query.names()) {
            if (!queryNames.contains(name)) {
                throw new Invalid(Texts.shortened(name), "There is no such parameter.");
            }
            if (query.getAll(name).size() > 1) {
                throw new Invalid(name, "The parameter is given more than once.");
            }
        }
        Map<String, Object> values = new HashMap<>();
        for (Parameter parameter : parameters) {
            String name = parameter.getName();
            String text = parameter.getIn() == Location.PATH ? context.pathParam(name) : query.get(name);
            if (text == null) {
                if (parameter.isRequired()) {
                    throw new Invalid(name, "The parameter is missing.");
                }
                continue;
            }
            values.put(name, value(parameter, text));
        }
        return values;
    }

    private Object value(Parameter parameter, String text) {
        String name = parameter.getName();
        Object value =
                switch (parameter.getSchemaType()) {
                    case INTEGER -> Texts.integer(name, text);
                    case BOOLEAN -> Texts.flag(name, text);
                    default -> text;
                };
        Texts.requireStorable(name, value);
        validate(parameter.getSchema(), value, name);
        return value;
    }

    private JsonObject body(Buffer bytes, @Nullable String contentType) {
        RequestBody declared = requestBody;
        if (declared == null) {
            throw new IllegalStateException("the operation takes no body");
        }
        if (bytes.length() == 0) {
            if (declared.isRequired()) {
                throw new Invalid(null, "The request needs a JSON object as its body.");
            }
            return new JsonObject();
        }
        MediaType json = declared.getContent().get("application/json");
        if (json == null || !Bodies.isJson(contentType)) {
            throw Bodies.notJson();
        }
        JsonObject body = object(bytes);
        requireBody(json, body);
        return body;
    }

    private static JsonObject object(Buffer bytes) {
        try {
            if (Json.decodeValue(bytes) instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException notJson) {
            throw new Invalid(null, "invalid_json", "The body is not JSON.");
        }
        throw new Invalid(null, "The body must be a JSON object.");
    }

    private void validate(JsonSchema schema, Object value, @Nullable String parameter) {
        OutputUnit result = contract.getSchemaRepository().validator(schema).validate(value);
        if (!Boolean.TRUE.equals(result.getValid())) {
            throw SchemaWords.invalid(result, parameter);
        }
    }
}
