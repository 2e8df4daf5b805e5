package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A lot is traced whatever characters GS1 allows in it, in every form of a trace, and each form
/// tells the same times.
class TracedTextTest {
    /// GS1 General Specifications, table 7.11-1: the 82 characters of lots and serial numbers.
    private static final String GS1_CHARACTERS =
            "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private static final int LONGEST_LOT = 20;

    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final TestPark PARK = new TestPark(LOTLINE);

    static Stream<String> lots() {
        Stream<String> all =
                Stream.iterate(0, from -> from < GS1_CHARACTERS.length(), from -> from + 14)
                        .map(
                                from ->
                                        "L"
                                                + GS1_CHARACTERS.substring(
                                                        from,
                                                        Math.min(
                                                                from + 14,
                                                                GS1_CHARACTERS.length())));
        return Stream.concat(
                all, Stream.of("A/B;C,%\"'", ";", "%3B", "%2e%2e", "/", "a/../b", "A+B", "?x=1&y"));
    }

    @Test
    void the_lots_have_all_characters_that_gs1_allows() {
        assertThat(GS1_CHARACTERS).hasSize(82);
        assertThat(String.join("", lots().toList())).contains(GS1_CHARACTERS.split(""));
        assertThat(lots()).allMatch(lot -> lot.length() <= LONGEST_LOT);
    }

    @ParameterizedTest
    @MethodSource("lots")
    void a_lot_of_any_characters_is_traced_in_every_form(String lot) {
        receive(lot);
        String path = "/v1/trace/lots/" + PARK.di + "/" + encoded(lot);

        JsonNode trace = PARK.admin.get(path).expect(200).json();
        assertThat(trace.path("lot").asString()).isEqualTo(lot);
        assertThat(trace.path("received").asInt()).isEqualTo(3);
        assertThat(trace.at("/history/0/lot").asString()).isEqualTo(lot);

        List<String> csv =
                PARK.admin.get(path, "Accept", "text/csv").expect(200).text().lines().toList();
        assertThat(csv.getFirst()).startsWith("\uFEFFposition,at,");
        assertThat(csv.get(1)).contains(cell(lot));

        JsonNode epcis = PARK.admin.get(path, "Accept", "application/ld+json").expect(200).json();
        assertThat(epcis.toString()).contains("/10/" + encoded(lot).replace("%2A", "*"));

        assertThat(
                        PARK.admin
                                .get("/v1/trace/serials/" + PARK.di + "/" + encoded(lot))
                                .expect(404)
                                .json()
                                .path("detail")
                                .asString())
                .contains("serial number " + lot + " of");
    }

    @Test
    void the_csv_has_the_times_of_the_other_forms() {
        receive("TIMES");
        String path = "/v1/trace/lots/" + PARK.di + "/TIMES";
        String at = PARK.admin.get(path).json().at("/history/0/at").asString();
        String[] row =
                PARK.admin
                        .get(path, "Accept", "text/csv")
                        .expect(200)
                        .text()
                        .lines()
                        .toList()
                        .get(1)
                        .split(",", -1);
        assertThat(row[1]).isEqualTo(at).endsWith("+08:00");
        assertThat(row[2]).isEqualTo("2026-11-22T08:00:00+08:00");
        assertThat(OffsetDateTime.parse(at)).isNotNull();
    }

    /// A semicolon that is not encoded begins parameters to some servers, and dots are steps, also
    /// with encoded parameters behind them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/trace/lots/1/a;b",
                "/v1;x/keys",
                "/v1/orders/..;/keys",
                "/v1/orders/..%3B/keys",
                "/v1/orders/%2e%2e%3bx/keys",
                "/v1/orders/.%3b",
            })
    void a_path_that_means_two_things_is_refused(String path) {
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            String answer =
                    RawHttp.send(
                            LOTLINE.address,
                            RawHttp.request(
                                    method,
                                    path,
                                    "Authorization",
                                    "Bearer " + RunningLotline.ADMIN_KEY));
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"/problems/malformed-request\"");
        }
    }

    /// An encoded semicolon is no way past the key, and no way to another operation.
    @ParameterizedTest
    @ValueSource(strings = {"/v1%3Bx/keys", "/v1/keys%3Bx", "/v1/keys%3b/x", "/v1/stock%3Ba=b"})
    void an_encoded_semicolon_leads_nowhere(String path) {
        assertThat(RawHttp.send(LOTLINE.address, RawHttp.request("GET", path)))
                .startsWith("HTTP/1.1 401 ");
        String answer =
                RawHttp.send(
                        LOTLINE.address,
                        RawHttp.request(
                                "GET",
                                path,
                                "Authorization",
                                "Bearer " + RunningLotline.ADMIN_KEY));
        assertThat(answer).startsWith("HTTP/1.1 404 ").contains("/problems/not-found");
    }

    @Test
    void an_id_has_no_semicolon_however_it_is_written() {
        assertThat(PARK.admin.put("/v1/orders/a%3Bb", PARK.orderBody(PARK.owner, 1)).problem())
                .isEqualTo("/problems/malformed-request");
    }

    private static void receive(String lot) {
        String json = lot.replace("\"", "\\\"");
        String id = PARK.id("T-" + Integer.toHexString(lot.hashCode()));
        PARK.admin
                .put("/v1/inbound-notices/" + id, PARK.noticeBody(PARK.owner, json, 3))
                .expect(201);
        String body =
                """
                {"scanId":"%s","task":"receive","warehouse":"%s","symbols":["%s"],"quantity":3,
                 "scannedAt":"2026-11-22T00:00:00Z"%s}"""
                        .formatted(
                                id, PARK.warehouse, PARK.symbol(json), reference(id) + at("DOCK"));
        assertThat(PARK.admin.post("/v1/scans", body).expect(200).json().path("outcome").asString())
                .isEqualTo("accepted");
    }

    private static String cell(String text) {
        String shown = "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return shown.contains(",") || shown.contains("\"")
                ? '"' + shown.replace("\"", "\"\"") + '"'
                : shown;
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    Character.isLetterOrDigit(each) || each == '_' || each == '-' || each == '.';
            encoded.append(plain ? String.valueOf((char) each) : "%%%02X".formatted(each));
        }
        return encoded.toString();
    }
}
