package dev.reelcast.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which endpoint answers which operation of the contract. */
final class Endpoints {

    private final Map<String, Endpoint> byOperation = new HashMap<>();

    Endpoints on(String operationId, Endpoint endpoint) {
        if (byOperation.put(operationId, endpoint) != null) {
            throw new IllegalStateException("two endpoints answer " + operationId);
        }
        return this;
    }

    /** The endpoint of an operation. */
    Endpoint of(String operationId) {
        Endpoint endpoint = byOperation.get(operationId);
        if (endpoint == null) {
            throw new IllegalStateException("nothing answers " + operationId);
        }
        return endpoint;
    }

    /** Fails when there is an endpoint that the contract does not know. */
    void requireAllIn(Set<String> operations) {
        Set<String> unknown = new TreeSet<>(byOperation.keySet());
        unknown.removeAll(operations);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("the contract has no " + unknown);
        }
    }
}
