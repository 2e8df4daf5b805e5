package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.Calls.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/// Every media type that any library here reads or writes, and the common ones, against every
/// operation: one form of each body, the described forms of each answer, and no other.
class EveryMediaTypeTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final Client ADMIN = LOTLINE.admin();
    private static final List<String> COMMON =
            List.of(
                    "application/json",
                    "APPLICATION/JSON",
                    "application/json;charset=utf-8",
                    "application/json; charset=\"UTF-8\"",
                    "application/json;charset=utf-16",
                    "application/json;charset=iso-8859-1",
                    "application/json;profile=x",
                    "application/problem+json",
                    "application/merge-patch+json",
                    "application/json-patch+json",
                    "application/vnd.api+json",
                    "application/hal+json",
                    "application/ld+json",
                    "application/geo+json",
                    "application/json-seq",
                    "application/x-ndjson",
                    "application/jsonl",
                    "application/ndjson",
                    "text/json",
                    "application/yaml",
                    "application/x-yaml",
                    "text/yaml",
                    "text/x-yaml",
                    "application/vnd.oai.openapi+yaml",
                    "application/xml",
                    "text/xml",
                    "application/soap+xml",
                    "application/xhtml+xml",
                    "application/cbor",
                    "application/x-jackson-smile",
                    "application/msgpack",
                    "application/x-protobuf",
                    "application/avro",
                    "application/bson",
                    "application/toml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data;boundary=x",
                    "multipart/mixed;boundary=x",
                    "text/plain",
                    "text/html",
                    "text/csv",
                    "text/event-stream",
                    "application/octet-stream",
                    "application/javascript",
                    "application/pdf",
                    "image/png",
                    "image/svg+xml",
                    "application/x-java-serialized-object",
                    "application/vnd.spring-boot.actuator.v3+json",
                    "nonsense",
                    "*/json");

    /// What bytes that say themselves what they are may be called, too.
    private static final Set<String> PICTURES =
            Set.of("image/jpeg", "image/png", "image/webp", "application/pdf");

    /// What a file of documents may be besides CSV.
    private static final Set<String> DOCUMENTS =
            Set.of(
                    "application/x-ndjson",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    static Stream<Call> calls() {
        return Calls.all(ADMIN).stream();
    }

    /// Those of the converters that are in use, and of those that libraries would bring.
    private static Set<String> types() {
        List<HttpMessageConverter<?>> converters =
                new ArrayList<>(
                        LOTLINE.bean(RequestMappingHandlerAdapter.class).getMessageConverters());
        HttpMessageConverters.forServer().registerDefaults().build().forEach(converters::add);
        Set<String> types = new TreeSet<>(COMMON);
        for (HttpMessageConverter<?> converter : converters) {
            for (MediaType type : converter.getSupportedMediaTypes()) {
                types.add(type.toString().replace("*/*", "x/x").replace("*", "x"));
            }
        }
        return types;
    }

    @Test
    void the_libraries_would_bring_more_than_one_parser() {
        assertThat(types()).contains("application/yaml").hasSizeGreaterThan(COMMON.size());
        assertThat(LOTLINE.bean(RequestMappingHandlerAdapter.class).getMessageConverters())
                .hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_body_of_another_type_is_refused_and_the_right_one_named(Call call) {
        String takes = call.takes() == null ? "application/json" : call.takes();
        List<String> wrong = new ArrayList<>();
        for (String type : types()) {
            Client.Answer answer = send(call, "{}", "Content-Type", type);
            boolean refused =
                    answer.status() == 415
                            && answer.problem().equals("/problems/unsupported-media-type")
                            && answer.json().path("supported").toString().contains(takes)
                            && String.valueOf(answer.header("Accept")).startsWith(takes);
            boolean taken =
                    isUtf8Of(takes, type)
                            || takes.equals("application/octet-stream") && PICTURES.contains(type)
                            || takes.equals("text/csv")
                                    && DOCUMENTS.stream().anyMatch(each -> isUtf8Of(each, type));
            if (refused == taken || answer.status() >= 500) {
                wrong.add(type + ": " + answer.status() + " " + answer.text());
            }
        }
        assertThat(wrong).isEmpty();
        if (call.takes() != null) {
            assertThat(send(call, "{}").status()).isEqualTo(415);
            assertThat(
                            send(
                                            call,
                                            "{}",
                                            "Content-Type",
                                            takes,
                                            "Content-Type",
                                            "application/yaml")
                                    .status())
                    .isEqualTo(415);
            assertThat(send(call, "{}", "Content-Type", takes, "Content-Encoding", "gzip").status())
                    .isEqualTo(415);
        } else {
            assertThat(
                            send(call, "{\"reason\":1}", "Content-Type", takes)
                                    .json()
                                    .path("field")
                                    .asString())
                    .isEqualTo("body");
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void an_answer_of_another_type_is_refused_before_any_work(Call call) {
        List<String> wrong = new ArrayList<>();
        for (String type : types()) {
            Client.Answer answer = call.empty(ADMIN, "Accept", type);
            boolean refused =
                    answer.status() == 406
                            && answer.problem().equals("/problems/not-acceptable")
                            && call.answers().stream().allMatch(answer.text()::contains);
            if (refused == accepts(call, type) || answer.status() >= 500) {
                wrong.add(type + ": " + answer.status() + " " + answer.text());
            }
        }
        assertThat(wrong).isEmpty();
        String answers = call.answers().iterator().next();
        for (String accept :
                List.of(
                        "*/*",
                        answers.replaceFirst("/.*", "/*"),
                        "application/yaml, " + answers + ";q=0.1",
                        answers + ";q=0.5, application/yaml;q=0.9")) {
            assertThat(call.empty(ADMIN, "Accept", accept).status()).as(accept).isNotEqualTo(406);
        }
        String none = String.join(";q=0, ", call.answers()) + ";q=0";
        assertThat(call.empty(ADMIN, "Accept", none).status()).isEqualTo(406);
        assertThat(call.empty(ADMIN, "Accept", none + ", */*;q=0.1").status()).isEqualTo(406);
    }

    /// An answer's type is the server's to say: parameters of `Accept` do not come back.
    @Test
    void an_answers_type_is_as_it_is_described() {
        for (String accept :
                List.of(
                        "application/json",
                        "application/json;version=2",
                        "application/json;charset=utf-8;a=b",
                        "application/json;x=y;q=0.5, text/html",
                        "application/json;charset=utf-16, application/json",
                        "*/*;a=b")) {
            Client.Answer answer = ADMIN.get("/v1/stock?limit=1", "Accept", accept).expect(200);
            assertThat(answer.header("Content-Type")).as(accept).isEqualTo("application/json");
        }
    }

    @Test
    void what_is_refused_for_its_type_is_not_done() {
        TestPark park = new TestPark(LOTLINE);
        long before = ADMIN.get("/v1/log/head").position();
        String path = "/v1/orders/" + park.id("O");
        String body = park.orderBody(park.owner, 1);
        assertThat(ADMIN.send("PUT", path, body, "Content-Type", "application/yaml").status())
                .isEqualTo(415);
        assertThat(
                        ADMIN.send(
                                        "PUT",
                                        path,
                                        body,
                                        "Content-Type",
                                        "application/json",
                                        "Accept",
                                        "application/yaml")
                                .status())
                .isEqualTo(406);
        assertThat(ADMIN.get("/v1/log/head").position()).isEqualTo(before);
    }

    private static Client.Answer send(Call call, @Nullable String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Idempotency-Key", "t"));
        return ADMIN.send(call.method(), call.atNothing(), body, all.toArray(String[]::new));
    }

    private static boolean isUtf8Of(String expected, String type) {
        return type.replace("\"", "")
                .replace(" ", "")
                .toLowerCase(Locale.ROOT)
                .replace(";charset=utf-8", "")
                .equals(expected);
    }

    /// Parameters of what is asked for mean nothing, but for another encoding.
    private static boolean accepts(Call call, String type) {
        String bare = type.toLowerCase(Locale.ROOT).split(";", 2)[0];
        boolean encoded =
                type.contains("charset=") && !type.toLowerCase(Locale.ROOT).contains("utf-8");
        return call.answers().contains(bare) && !encoded;
    }
}
