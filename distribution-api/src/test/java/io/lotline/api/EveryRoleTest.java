package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.Calls.Call;
import io.lotline.core.values.CallerRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of the description × every role: whoever may not is refused, whoever may is not,
/// and nobody gets in without a key.
class EveryRoleTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final Client ADMIN = LOTLINE.admin();
    private static final Map<String, Client> CLIENTS = clients();

    private static Map<String, Client> clients() {
        new TestPark(LOTLINE).enterprise("ANY-OWNER", "DEPOSITOR");
        Map<String, Client> clients = new TreeMap<>();
        for (CallerRole role : CallerRole.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            clients.put(name, ADMIN.newKey(name, name.equals("enterprise") ? "ANY-OWNER" : null));
        }
        return clients;
    }

    static Stream<Call> calls() {
        return Calls.all(ADMIN).stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_role_gets_in_where_the_table_says_so_and_nowhere_else(Call call) {
        assertThat(wrong(call, call.roles())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void nobody_gets_in_without_a_key_and_no_answer_is_kept(Call call) {
        Client.Answer answer = call.empty(new Client(LOTLINE.address, null));
        if (call.isOpen()) {
            // what else it needs is in its body
            assertThat(answer.status()).isEqualTo(400);
        } else {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("/problems/unauthenticated");
        }
        for (Client client : CLIENTS.values()) {
            assertThat(call.empty(client).header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void a_role_too_many_or_too_few_would_be_noticed() {
        Call call = calls().filter(each -> each.name().equals("GET /v1/keys")).findFirst().get();
        assertThat(wrong(call, Set.of("admin", "sensor"))).containsExactly("sensor: 403");
        assertThat(wrong(call, Set.of("quality"))).containsExactly("admin: 200", "quality: 403");
    }

    /// Where the server does not keep to `roles`, and operations that no role is declared for.
    private static List<String> wrong(Call call, Set<String> roles) {
        List<String> wrong = new ArrayList<>();
        if (roles.isEmpty()) {
            wrong.add("nobody is declared");
        }
        CLIENTS.forEach(
                (role, client) -> {
                    for (String form : call.answers()) {
                        if (call.empty(client, "Accept", form).status()
                                != call.empty(client).status()) {
                            wrong.add(role + ": as " + form);
                        }
                    }
                    Client.Answer answer = call.empty(client);
                    boolean forbidden = answer.problem().equals("/problems/forbidden");
                    boolean asDeclared =
                            roles.contains(role)
                                    ? !forbidden && answer.status() != 401 && answer.status() < 500
                                    : forbidden && answer.status() == 403;
                    if (!asDeclared) {
                        wrong.add(role + ": " + answer.status());
                    }
                });
        return wrong;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void the_methods_of_a_path_are_told_to_everyone_alike(Call call) {
        String[] allowed =
                calls().filter(each -> each.path().equals(call.path()))
                        .map(Call::method)
                        .flatMap(m -> m.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(m))
                        .toArray(String[]::new);
        List<Client> callers =
                List.of(
                        ADMIN,
                        CLIENTS.get("sensor"),
                        ADMIN.with("lot_no_key"),
                        new Client(LOTLINE.address, null));
        for (Client caller : callers) {
            Client.Answer answer = caller.send("OPTIONS", call.atNothing(), null);
            assertThat(answer.status()).isEqualTo(204);
            assertThat(methods(answer)).containsAll(List.of(allowed)).contains("OPTIONS");
            assertThat(methods(answer))
                    .hasSize((int) Arrays.stream(allowed).distinct().count() + 1);
        }
        Client.Answer wrongMethod = ADMIN.send("PATCH", call.atNothing(), null);
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.problem()).isEqualTo("/problems/method-not-allowed");
        assertThat(methods(wrongMethod)).contains(allowed).contains("OPTIONS");
    }

    private static List<String> methods(Client.Answer answer) {
        return List.of(String.valueOf(answer.header("Allow")).split(", "));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_head_is_a_get_without_its_body(Call call) {
        if (call.isRead()) {
            Client.Answer get = call.empty(ADMIN);
            Client.Answer head = ADMIN.send("HEAD", call.atNothing(), null);
            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
            assertThat(head.text()).isEmpty();
            assertThat(CLIENTS.get("sensor").send("HEAD", call.atNothing(), null).status() == 403)
                    .isEqualTo(!call.roles().contains("sensor"));
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_query_parameter_that_is_unknown_double_or_empty_is_refused(Call call) {
        Client.Answer unknown =
                ADMIN.send(call.method(), call.asking("nonsense=1"), body(call), typed(call));
        assertThat(unknown.problem()).isEqualTo("/problems/malformed-request");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().path("field").asString()).isEqualTo("nonsense");
        List<String> known = new ArrayList<>();
        call.described()
                .path("parameters")
                .forEach(
                        parameter -> {
                            if (parameter.path("in").asString().equals("query")) {
                                known.add(parameter.path("name").asString());
                            }
                        });
        assertThat(unknown.json().path("known").valueStream().map(name -> name.asString()))
                .containsExactlyInAnyOrderElementsOf(known);
        for (String name : known) {
            assertThat(unknown.json().path("detail").asString()).contains(name);
            for (String query : List.of("%s=1&%s=2".formatted(name, name), name + "=")) {
                Client.Answer answer =
                        ADMIN.send(call.method(), call.asking(query), body(call), typed(call));
                assertThat(answer.status()).as(query).isEqualTo(400);
                assertThat(answer.json().path("field").asString()).isEqualTo(name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_value_that_a_query_parameter_cannot_have_is_refused_and_the_known_ones_named(Call call) {
        call.described()
                .path("parameters")
                .forEach(
                        parameter -> {
                            var schema = parameter.path("schema");
                            String name = parameter.path("name").asString();
                            boolean narrow =
                                    schema.has("enum")
                                            || schema.path("format")
                                                    .asString("")
                                                    .equals("date-time")
                                            || schema.path("type").asString("").equals("integer")
                                            || name.equals("after");
                            if (parameter.path("in").asString().equals("query") && narrow) {
                                Client.Answer answer =
                                        ADMIN.get(call.asking(name + "=%21nonsense"));
                                assertThat(answer.status())
                                        .as(name + " " + answer.text())
                                        .isEqualTo(400);
                                assertThat(answer.json().path("field").asString()).isEqualTo(name);
                                schema.path("enum")
                                        .forEach(
                                                value ->
                                                        assertThat(answer.text())
                                                                .contains(value.asString()));
                            }
                        });
    }

    private static @org.jspecify.annotations.Nullable String body(Call call) {
        return call.takes() == null ? null : "{}";
    }

    private static String[] typed(Call call) {
        return call.takes() == null
                ? new String[] {"Idempotency-Key", "q"}
                : new String[] {"Content-Type", call.takes(), "Idempotency-Key", "q"};
    }
}
