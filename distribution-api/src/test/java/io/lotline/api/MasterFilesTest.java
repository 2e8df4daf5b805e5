package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Two people who change a file of master data do not overwrite each other's change, if they say
/// what they saw.
class MasterFilesTest {
    private static final TestPark PARK = new TestPark(RunningLotline.shared());

    /// Where a file is, and three forms of it.
    static Stream<Arguments> files() {
        String enterprise =
                "{\"name\":\"企业\",\"roles\":[\"CARRIER\",\"SUPPLIER\",\"DEPOSITOR\"],\"licences\":[%s]}";
        String device =
                """
                {"name":"导管","riskClass":"II","implantable":false,"storage":{"minCelsius":%s},
                 "identifiers":{"lot":true}}""";
        String location = "{\"zone\":\"QUALIFIED\",\"minCelsius\":2.50,\"capacity\":%s}";
        String licence =
                """
                {"number":"%s","kind":"经营许可证","scope":["III"],
                 "validFrom":"2020-01-01","validTo":"2040-01-01"}""";
        return Stream.of(
                Arguments.of(
                        "/v1/enterprises/" + PARK.id("FILE"),
                        enterprise.formatted(""),
                        enterprise.formatted(licence.formatted("A")),
                        enterprise.formatted(licence.formatted("B"))),
                Arguments.of(
                        "/v1/devices/" + TestPark.gtin("0699000000077"),
                        device.formatted("2"),
                        device.formatted("2.5"),
                        device.formatted("3.0")),
                Arguments.of(
                        "/v1/warehouses/" + PARK.warehouse + "/locations/FILE",
                        location.formatted("1"),
                        location.formatted("2"),
                        location.formatted("3")));
    }

    private static String at(String address) {
        return "{\"name\":\"医院\",\"roles\":[\"CONSIGNEE\"],\"address\":%s}".formatted(address);
    }

    @Test
    void an_enterprise_says_where_and_when_it_takes_goods() {
        String path = "/v1/enterprises/" + PARK.id("SITE");
        String address =
                """
                {"text":"临沂市兰山区解放路27号","contact":"设备科 0539-1","latitude":35.%s,"longitude":118.3421,
                 "receivingHours":[{"from":"07:30","to":"11:30"},{"from":"13:30","to":"17:30"}]}""";
        Client.Answer bare =
                PARK.admin.put(path, "{\"name\":\"医院\",\"roles\":[\"CONSIGNEE\"]}").expect(201);
        Client.Answer filed = PARK.admin.put(path, at(address.formatted("07"))).expect(201);
        assertThat(tag(filed)).isNotEqualTo(tag(bare));
        PARK.admin.put(path, at(address.formatted("0700"))).expect(200);
        JsonNode shown = PARK.admin.get(path).expect(200).json().get("address");
        assertThat(shown.get("text").asString()).isEqualTo("临沂市兰山区解放路27号");
        assertThat(shown.get("latitude").decimalValue()).isEqualByComparingTo("35.07");
        assertThat(shown.get("receivingHours").get(1).get("from").asString()).isEqualTo("13:30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":\" \"}",
                "{\"text\":\"x\",\"latitude\":35}",
                "{\"text\":\"x\",\"longitude\":118}",
                "{\"text\":\"x\",\"latitude\":90.1,\"longitude\":118}",
                "{\"text\":\"x\",\"latitude\":35,\"longitude\":-180.5}",
                "{\"text\":\"x\",\"receivingHours\":[{\"from\":\"12:00\",\"to\":\"08:00\"}]}",
                "{\"text\":\"x\",\"receivingHours\":[{\"from\":\"08:00\"}]}",
                "{\"text\":\"x\",\"receivingHours\":[{\"from\":\"8\",\"to\":\"9\"}]}",
                "{\"text\":\"x\",\"receivingHours\":[{\"from\":\"08:00\",\"to\":\"12:00\"},{\"from\":\"11:00\",\"to\":\"13:00\"}]}"
            })
    void an_address_that_cannot_be_one_is_refused(String address) {
        Client.Answer answer = PARK.admin.put("/v1/enterprises/" + PARK.id("NOSITE"), at(address));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }

    private static Client.Answer put(String path, String body, String ifMatch) {
        return PARK.admin.send(
                "PUT", path, body, "Content-Type", "application/json", "If-Match", ifMatch);
    }

    private static String tag(Client.Answer answer) {
        return String.valueOf(answer.header("ETag"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_is_replaced_by_who_has_seen_it_as_it_is(
            String path, String first, String second, String third) {
        assertThat(put(path, first, "*").status()).isEqualTo(412);
        Client.Answer filed = PARK.admin.put(path, first).expect(201);
        Client.Answer shown = PARK.admin.get(path).expect(200);
        String seen = tag(shown);
        assertThat(seen).startsWith(tag(filed).substring(0, 17) + "-");
        assertThat(PARK.admin.get(path, "If-None-Match", seen).status()).isEqualTo(304);

        Client.Answer replaced = put(path, second, seen).expect(201);
        assertThat(tag(replaced)).isNotEqualTo(tag(filed));

        Client.Answer stale = put(path, third, seen);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.problem()).isEqualTo("/problems/file-changed");
        assertThat(put(path, third, "\"1\"").status()).isEqualTo(412);
        assertThat(put(path, third, "1").status()).isEqualTo(400);
        assertThat(tag(PARK.admin.get(path))).startsWith(tag(replaced).substring(0, 17));

        // the same again changes nothing, and who says nothing of what they saw replaces
        assertThat(tag(put(path, second, seen).expect(200))).isEqualTo(tag(replaced));
        put(path, third, tag(replaced)).expect(201);
        PARK.admin.put(path, first).expect(201);
        put(path, second, "*").expect(201);
    }
}
