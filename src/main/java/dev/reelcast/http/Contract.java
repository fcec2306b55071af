package dev.reelcast.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The API as {@code openapi/reelcast.yaml} declares it. Its paths and methods are the routes, its security decides which of
 * them need a sign-in, and its schemas are what requests are checked against.
 *
 * <p>The checking is {@link RequestCheck}'s: the router's own takes a search text such as {@code 1.5} for a number, ignores
 * parameters that it does not know, and says what is wrong in the words of JSON Schema, with the value in them.
 */
final class Contract {

    private static final String RESOURCE = "/openapi/reelcast.yaml";

    private final OpenAPIContract contract;
    private final JsonObject document;

    private Contract(OpenAPIContract contract, JsonObject document) {
        this.contract = contract;
        this.document = document;
    }

    /** Reads the contract; fails when it is not OpenAPI 3.1. */
    static Future<Contract> load(Vertx vertx) {
        JsonObject document = read();
        return OpenAPIContract.from(vertx, withoutAnswers(document)).map(contract -> new Contract(contract, document));
    }

    /** The contract as JSON, as programs get it. */
    JsonObject document() {
        return document;
    }

    /**
     * A router of all operations, to be mounted at the API's base path.
     *
     * @param signIn lets a request go on when it is known who asks
     */
    Router router(Vertx vertx, Endpoints endpoints, Handler<RoutingContext> signIn) {
        endpoints.requireAllIn(
                contract.operations().stream().map(Operation::getOperationId).collect(Collectors.toSet()));
        RouterBuilder builder = RouterBuilder.create(vertx, contract, RequestExtractor.withBodyHandler());
        for (OpenAPIRoute route : builder.getRoutes()) {
            Operation operation = route.getOperation();
            route.setDoValidation(false).setDoSecurity(false);
            if (!operation.getSecurityRequirements().isEmpty()) {
                route.addHandler(signIn);
            }
            RequestCheck check = new RequestCheck(contract, operation);
            Endpoint endpoint = endpoints.of(operation.getOperationId());
            route.addHandler(context -> run(context, check, endpoint));
        }
        return builder.createRouter();
    }

    /**
     * What a body of an operation must be that did not come as JSON; throws {@link Invalid} as the check of JSON does.
     */
    Consumer<JsonObject> body(String operationId) {
        return new RequestCheck(contract, contract.operation(operationId))::requireBody;
    }

    private static void run(RoutingContext context, RequestCheck check, Endpoint endpoint) {
        check.check(context)
                .compose(endpoint::answer)
                .compose(answer -> answer.send(context))
                .onFailure(context::fail);
    }

    /**
     * Says of an address that no route takes whether it is unknown, or takes other methods.
     */
    void refuse(RoutingContext context) {
        Path path = contract.findPath(context.request().path());
        if (path == null) {
            Problems.plain(context, 404);
            return;
        }
        String methods = path.getOperations().stream()
                .map(operation -> operation.getHttpMethod().name())
                .sorted()
                .collect(Collectors.joining(", "));
        context.response().putHeader(HttpHeaders.ALLOW, methods);
        Problems.plain(context, 405);
    }

    /** What is answered is not checked here, and the checker does not know {@code application/problem+json}. */
    private static JsonObject withoutAnswers(JsonObject document) {
        JsonObject requests = document.copy();
        JsonObject anything = new JsonObject().put("default", new JsonObject().put("description", "Any"));
        for (Map.Entry<String, Object> path : requests.getJsonObject("paths")) {
            for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
                if (operation.getValue() instanceof JsonObject declared && declared.containsKey("responses")) {
                    declared.put("responses", anything.copy());
                }
            }
        }
        requests.getJsonObject("components").remove("responses");
        return requests;
    }

    private static JsonObject read() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            JsonNode tree = new YAMLMapper().readTree(in);
            return new JsonObject(tree.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }
}
