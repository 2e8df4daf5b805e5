package io.lotline.api.distribution;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lotline.api.http.Names;
import io.lotline.projections.distribution.Order;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An order, with the names of its owner, its consignee and the devices of its lines.
record OrderOnFile(
        @JsonUnwrapped @JsonIgnoreProperties("lines") Order order,
        @Nullable String ownerName,
        @Nullable String consigneeName,
        List<Line> lines) {

    /// A line of an order, with the name of its device.
    record Line(@JsonUnwrapped Order.Line line, @Nullable String name) {}

    static List<OrderOnFile> of(List<Order> orders, Names names) {
        Map<String, String> enterprises =
                names.enterprises(
                        orders.stream()
                                .flatMap(order -> Stream.of(order.owner(), order.consignee())));
        Map<String, String> devices =
                names.devices(
                        orders.stream()
                                .flatMap(order -> order.lines().stream().map(Order.Line::di)));
        return orders.stream()
                .map(
                        order ->
                                new OrderOnFile(
                                        order,
                                        enterprises.get(order.owner().value()),
                                        enterprises.get(order.consignee().value()),
                                        order.lines().stream()
                                                .map(
                                                        line ->
                                                                new Line(
                                                                        line,
                                                                        devices.get(
                                                                                line.di().value())))
                                                .toList()))
                .toList();
    }
}
