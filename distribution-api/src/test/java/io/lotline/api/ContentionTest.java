package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Many clients want the same at the same moment. That the guard does it is shown in the core,
/// where it is switched off.
class ContentionTest {
    private static final int CLIENTS = 16;

    private final TestPark park = new TestPark(RunningLotline.shared());

    @Test
    void of_sixteen_clients_picking_the_last_units_as_many_succeed_as_there_are_units()
            throws Exception {
        park.stock("LAST", 5);
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            orders.add(park.order("O-" + i, 1));
        }
        List<Client.Answer> answers =
                together(i -> () -> park.pick("pick-" + i, orders.get(i), "LAST", 1));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(CLIENTS - 5)
                .allMatch(answer -> answer.problem().equals("/problems/insufficient-stock"));
        assertThat(park.admin.get("/v1/stock?owner=" + park.owner).json().path("items")).isEmpty();
    }

    @Test
    void after_a_recall_nothing_of_its_lot_is_dispatched() throws Exception {
        park.stock("HOT", CLIENTS);
        List<String> shipments = new ArrayList<>();
        for (int i = 0; i < CLIENTS - 1; i++) {
            String order = park.order("D-" + i, 1);
            park.pick("dp-" + i, order, "HOT", 1).expect(200);
            park.check("dc-" + i, order, "HOT", 1).expect(200);
            String shipment = park.shipment("S-" + i, order);
            park.load("dl-" + i, shipment, "HOT", 1).expect(200);
            shipments.add(shipment);
        }
        List<Client.Answer> answers =
                together(
                        i ->
                                i == CLIENTS / 2
                                        ? () -> park.recall("R", "HOT")
                                        : () ->
                                                park.admin.post(
                                                        "/v1/shipments/%s/dispatch"
                                                                .formatted(
                                                                        shipments.get(
                                                                                i < CLIENTS / 2
                                                                                        ? i
                                                                                        : i - 1)),
                                                        null));
        long recalled = answers.get(CLIENTS / 2).expect(201).position();
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 422)
                .allMatch(answer -> answer.problem().equals("/problems/lot-under-recall"));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .allMatch(answer -> answer.position() < recalled);
        for (JsonNode event :
                park.admin
                        .get("/v1/log/events?limit=1000&from=" + (recalled + 1))
                        .json()
                        .path("items")) {
            assertThat(event.path("name").asString()).isNotEqualTo("lotline.ShipmentDispatched");
        }
    }

    private interface Task {
        Callable<Client.Answer> of(int client);
    }

    private static List<Client.Answer> together(Task task) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Client.Answer>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Callable<Client.Answer> call = task.of(i);
                running.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return call.call();
                                }));
            }
            List<Client.Answer> answers = new ArrayList<>();
            for (Future<Client.Answer> one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }
}
