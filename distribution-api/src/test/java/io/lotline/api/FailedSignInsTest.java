package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.http.HttpLimits;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Wrong keys are answered a number of times; right ones always, from whichever address. And the
/// last administrator stays.
class FailedSignInsTest {

    @Test
    void wrong_keys_have_to_wait_and_right_ones_do_not() {
        try (RunningLotline lotline =
                RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of())) {
            Client admin = lotline.admin();
            Client nobody = new Client(lotline.address, null);
            for (int i = 0; i < HttpLimits.FAILED_SIGN_INS; i++) {
                assertThat(admin.with("lot_k" + i + "_wrong").get("/v1/stock").status())
                        .isEqualTo(401);
            }
            Client.Answer limited = null;
            for (int i = 0; i < HttpLimits.FAILED_SIGN_INS; i++) {
                limited = admin.with("lot_m" + i + "_wrong").get("/v1/stock");
            }
            assertThat(limited).isNotNull();
            assertThat(limited.problem()).isEqualTo("/problems/too-many-failed-sign-ins");
            assertThat(limited.status()).isEqualTo(429);
            assertThat(Integer.parseInt(String.valueOf(limited.header("Retry-After"))))
                    .isPositive();
            assertThat(limited.header("Content-Type")).startsWith("application/problem+json");
            // a name of one's own for the address is not believed
            assertThat(
                            nobody.get(
                                            "/v1/stock",
                                            "Authorization",
                                            "Bearer lot_n_wrong",
                                            "X-Forwarded-For",
                                            "10.9.8.7",
                                            "Forwarded",
                                            "for=10.9.8.7")
                                    .status())
                    .isEqualTo(429);
            admin.get("/v1/stock").expect(200);
            Client fresh = admin.newKey("operator", null);
            fresh.get("/v1/stock").expect(200);
            // without a key nothing was tried
            assertThat(nobody.get("/v1/stock").status()).isEqualTo(401);
            assertThat(
                            RawHttp.send(
                                    lotline.address,
                                    "127.0.0.2",
                                    RawHttp.request(
                                            "GET",
                                            "/v1/stock",
                                            "Authorization",
                                            "Bearer lot_o_wrong")))
                    .startsWith("HTTP/1.1 401");
            theLastAdministratorStays(admin);
        }
    }

    private static void theLastAdministratorStays(Client admin) {
        String first = admin.get("/v1/keys").json().at("/items/0/keyId").asString();
        for (var key : admin.get("/v1/keys").json().path("items")) {
            if (key.path("role").asString().equals("admin")) {
                first = key.path("keyId").asString();
            }
        }
        Client.Answer refused = admin.delete("/v1/keys/" + first);
        assertThat(refused.problem()).isEqualTo("/problems/last-admin-key");
        assertThat(refused.status()).isEqualTo(422);
        Client second = admin.newKey("admin", null);
        second.delete("/v1/keys/" + first).expect(204);
        assertThat(admin.get("/v1/keys").status()).isIn(401, 429);
        second.get("/v1/keys").expect(200);
    }

    @Test
    void behind_a_trusted_proxy_each_caller_has_an_address_of_its_own() {
        try (RunningLotline lotline =
                RunningLotline.start(
                        RunningLotline.temporaryDirectory(),
                        Map.of("lotline.trusted-proxies", "127.0.0.1"))) {
            Client nobody = new Client(lotline.address, null);
            for (int i = 0; i < HttpLimits.FAILED_SIGN_INS + 5; i++) {
                assertThat(
                                nobody.get(
                                                "/v1/stock",
                                                "Authorization",
                                                "Bearer lot_k" + i + "_wrong",
                                                "X-Forwarded-For",
                                                "10.0.0." + i)
                                        .status())
                        .isEqualTo(401);
            }
        }
    }
}
