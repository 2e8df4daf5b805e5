package io.lotline.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Every operation, as `/openapi.json` describes it: a new endpoint is among them by itself.
final class Calls {
    private static final String ROLES = "Roles: ";

    private Calls() {}

    /// One operation.
    ///
    /// @param roles   the roles that may call it, in small letters
    /// @param takes   the media type of its body; null where it takes none
    /// @param answers the media types of its answer
    record Call(
            String method,
            String path,
            Set<String> roles,
            @Nullable String takes,
            Set<String> answers,
            JsonNode described) {
        String name() {
            return method + " " + path;
        }

        /// Whether it needs no key.
        boolean isOpen() {
            return described.path("description").asString("").contains("needs no key");
        }

        boolean isRead() {
            return method.equals("GET");
        }

        /// The path with these values; an empty document where a name has none.
        String at(Map<String, String> values) {
            String filled = path;
            for (String part : path.split("[{}]")) {
                if (path.contains("{" + part + "}")) {
                    String value = values.get(part);
                    if (value == null) {
                        throw new AssertionError(
                                "%s: say which {%s} the sweep asks for".formatted(name(), part));
                    }
                    filled = filled.replace("{" + part + "}", value);
                }
            }
            return ending(filled);
        }

        /// The path with ids that nothing has.
        String atNothing() {
            return ending(nothing());
        }

        private String nothing() {
            return path.replaceAll("\\{sscc}", "369712340000000010")
                    .replaceAll("\\{[^}]+}", "none");
        }

        /// The same with a query.
        String asking(String query) {
            String bounded = atNothing();
            return bounded.contains("?") && !query.startsWith("until=")
                    ? bounded + "&" + query
                    : nothing() + "?" + query;
        }

        /// A stream that has told what was asked for ends.
        private String ending(String asked) {
            return answers.contains("text/event-stream") ? asked + "?until=0" : asked;
        }

        /// A call that changes nothing: of what does not exist, with an empty document.
        Client.Answer empty(Client client, String... headers) {
            List<String> all = new ArrayList<>(List.of(headers));
            if (!isRead()) {
                all.addAll(List.of("Idempotency-Key", UUID.randomUUID().toString()));
            }
            if (takes != null && !all.contains("Content-Type")) {
                all.addAll(List.of("Content-Type", takes));
            }
            return client.send(
                    method, atNothing(), takes == null ? null : "{}", all.toArray(String[]::new));
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static List<Call> all(Client client) {
        JsonNode api = client.get("/openapi.json").expect(200).json();
        List<Call> calls = new ArrayList<>();
        api.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                operation ->
                                                        calls.add(
                                                                call(
                                                                        operation
                                                                                .getKey()
                                                                                .toUpperCase(
                                                                                        Locale
                                                                                                .ROOT),
                                                                        path.getKey(),
                                                                        operation.getValue()))));
        return calls;
    }

    private static Call call(String method, String path, JsonNode described) {
        Set<String> takes = names(described.at("/requestBody/content"));
        Set<String> answers = new TreeSet<>();
        described
                .path("responses")
                .properties()
                .forEach(
                        answer -> {
                            if (answer.getKey().startsWith("2")) {
                                answers.addAll(names(answer.getValue().path("content")));
                            }
                        });
        return new Call(
                method,
                path,
                rolesOf(described.path("description").asString("")),
                // of a file of documents the usual form
                takes.contains("text/csv")
                        ? "text/csv"
                        : takes.isEmpty() ? null : takes.iterator().next(),
                answers.isEmpty() ? Set.of("application/json") : answers,
                described);
    }

    private static Set<String> rolesOf(String description) {
        if (!description.startsWith(ROLES)) {
            return Set.of();
        }
        String roles = description.substring(ROLES.length(), description.indexOf('.'));
        return new TreeSet<>(List.of(roles.split(", ")));
    }

    private static Set<String> names(JsonNode node) {
        return new TreeSet<>(node.propertyNames());
    }
}
