package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Reads wait for what their caller has seen, and say what they reflect.
class PositionsTest {
    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;

    @Test
    void a_read_sees_the_position_that_it_waits_for() {
        for (int i = 0; i < 20; i++) {
            String id = park.id("O-" + i);
            long position =
                    admin.put("/v1/orders/" + id, park.orderBody(park.owner, 1))
                            .expect(201)
                            .position();
            Client.Answer read =
                    admin.get("/v1/orders/" + id, "Wait-For-Position", Long.toString(position));
            assertThat(read.expect(200).position()).isGreaterThanOrEqualTo(position);
        }
    }

    @Test
    void a_caller_sees_its_own_writes_without_waiting_for_a_position() {
        for (int i = 0; i < 20; i++) {
            String id = park.id("P-" + i);
            admin.put("/v1/orders/" + id, park.orderBody(park.owner, 1)).expect(201);
            admin.get("/v1/orders/" + id).expect(200);
        }
    }

    @Test
    void a_position_that_does_not_come_is_a_view_that_is_behind() {
        long head = admin.get("/v1/log/head").position();
        Client.Answer answer =
                admin.get("/v1/stock", "Wait-For-Position", Long.toString(head + 1_000_000));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("/problems/view-behind");
        assertThat(answer.json().path("waitedFor").asLong()).isEqualTo(head + 1_000_000);
        assertThat(answer.json().path("position").asLong()).isGreaterThanOrEqualTo(head);
    }

    @Test
    void a_position_that_is_no_number_is_malformed() {
        assertThat(admin.get("/v1/stock", "Wait-For-Position", "soon").status()).isEqualTo(400);
    }

    @Test
    void a_list_is_read_page_by_page_along_its_links() {
        for (int i = 0; i < 5; i++) {
            admin.put("/v1/orders/" + park.id("L-" + i), park.orderBody(park.owner, 1)).expect(201);
        }
        String path = "/v1/orders?limit=2&owner=" + park.owner;
        int items = 0;
        int pages = 0;
        while (path != null) {
            Client.Answer page = admin.get(path).expect(200);
            items += page.json().path("items").size();
            pages++;
            String link = page.header("Link");
            path = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(items).isEqualTo(5);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void the_log_is_read_without_gaps() {
        long next = 1;
        String path = "/v1/log/events?from=1&limit=7";
        for (int pages = 0; pages < 5 && path != null; pages++) {
            Client.Answer page = admin.get(path).expect(200);
            for (var item : page.json().path("items")) {
                assertThat(item.path("position").asLong()).isEqualTo(next++);
                assertThat(item.path("data").isObject()).isTrue();
            }
            String link = page.header("Link");
            path = link == null ? null : link.substring(1, link.indexOf('>'));
        }
    }
}
