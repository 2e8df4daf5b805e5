package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// GLNs of parties and places, and what EPCIS calls these.
class GlnTest {
    private static final String DOCK = gln("690123400001");
    private static final String HOSPITAL = gln("690123400002");
    private static final String OWNER = gln("690123400003");

    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;

    private static String gln(String digits) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }

    private Client.Answer enterprise(String id, String role, String more) {
        return admin.put(
                "/v1/enterprises/" + id,
                "{\"name\":\"企业 %s\",\"roles\":[\"%s\"]%s}".formatted(id, role, more));
    }

    private Client.Answer location(String id, String zone, String more) {
        return admin.put(
                "/v1/warehouses/" + park.warehouse + "/locations/" + id,
                "{\"zone\":\"" + zone + "\"" + more + "}");
    }

    private static String named(String gln) {
        return ",\"gln\":\"" + gln + "\"";
    }

    @Test
    void epcis_names_places_and_parties_by_their_glns() {
        enterprise(park.owner, "DEPOSITOR", named(OWNER)).expect(201);
        enterprise(park.hospital, "CONSIGNEE", named(HOSPITAL)).expect(201);
        location("DOCK", "QUARANTINE", named(DOCK)).expect(201);
        assertThat(admin.get("/v1/enterprises/" + park.owner).json().path("gln").asString())
                .isEqualTo(OWNER);
        assertThat(
                        admin.get("/v1/warehouses/" + park.warehouse + "/locations/DOCK")
                                .json()
                                .path("gln")
                                .asString())
                .isEqualTo(DOCK);
        park.stock("GLN1", 3);

        JsonNode document =
                admin.get("/v1/trace/lots/" + park.di + "/GLN1", "Accept", "application/ld+json")
                        .expect(200)
                        .json();
        String events = document.toString();
        assertThat(events)
                .contains("https://id.gs1.org/414/" + DOCK, "https://id.gs1.org/417/" + OWNER)
                // a bin without one keeps the park's own name
                .contains("/location/" + park.warehouse + "/A1");
    }

    @Test
    void one_gln_is_of_one_party_or_place() {
        String taken = gln("690123400004");
        String other = park.id("OTHER");
        enterprise(park.carrier, "CARRIER", named(taken)).expect(201);
        assertThat(enterprise(other, "CARRIER", named(taken)).expect(422).problem())
                .isEqualTo("/problems/gln-taken");
        Client.Answer place = location("A1", "QUALIFIED", named(taken)).expect(422);
        assertThat(place.json().path("holder").asString()).isEqualTo("enterprise " + park.carrier);
        assertThat(place.json().path("detail").asString()).contains(taken);
        // the same again, by its own
        enterprise(park.carrier, "CARRIER", named(taken)).expect(200);
        // whoever gives it up has it no more
        enterprise(park.carrier, "CARRIER", "").expect(201);
        location("A1", "QUALIFIED", named(taken)).expect(201);
        assertThat(enterprise(park.carrier, "CARRIER", named(taken)).expect(422).problem())
                .isEqualTo("/problems/gln-taken");
    }

    @Test
    void what_is_no_gln_is_refused() {
        for (String wrong :
                List.of("6901234000010", "690123400001", "69012340000１9", "", "69012340000-1")) {
            Client.Answer refused = enterprise(park.carrier, "CARRIER", named(wrong)).expect(400);
            assertThat(refused.json().path("field").asString()).isEqualTo("gln");
        }
    }
}
