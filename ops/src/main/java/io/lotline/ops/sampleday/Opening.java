package io.lotline.ops.sampleday;

import static io.lotline.ops.sampleday.WarehouseClient.object;

import io.lotline.ops.sampleday.Park.Bin;
import io.lotline.ops.sampleday.Park.Device;
import io.lotline.ops.sampleday.Park.Enterprise;
import io.lotline.ops.sampleday.Park.Site;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What there is before the first goods come: enterprises, devices, bins, and people with keys.
final class Opening {
    private static final int WORKING_MINUTES = 40;

    private final WarehouseClient client;
    private final Keyring keys;
    private final Park park;
    private final LocalDate day;

    /// @param day the day that licences are valid around
    Opening(WarehouseClient client, Keyring keys, Park park, LocalDate day) {
        this.client = client;
        this.keys = keys;
        this.park = park;
        this.day = day;
    }

    void live(Lanes lanes) {
        List<List<Runnable>> files = new ArrayList<>();
        for (Enterprise enterprise : park.enterprises()) {
            files.add(List.of(() -> register(enterprise)));
        }
        for (Device device : park.devices()) {
            files.add(List.of(() -> register(device)));
        }
        for (Bin bin : park.bins()) {
            files.add(List.of(() -> define(bin)));
        }
        files.add(List.of(this::price));
        lanes.work("企业、器械与货位 enterprises, devices, bins", 0, WORKING_MINUTES, files);
        List<Runnable> issues = new ArrayList<>();
        Team.people()
                .forEach(
                        (name, post) ->
                                issues.add(() -> keys.make(client, name, post[0], post[1], null)));
        issues.add(() -> keys.make(client, "operator", "operator", "手持终端 operator", null));
        issues.add(() -> keys.make(client, "quality", "quality", "质量管理 quality", null));
        issues.add(() -> keys.make(client, "regulator", "regulator", "药监检查员 regulator", null));
        for (Enterprise owner : park.owners()) {
            issues.add(() -> keys.make(client, owner.id(), "enterprise", owner.name(), owner.id()));
        }
        lanes.work(
                "密钥 keys", WORKING_MINUTES, WORKING_MINUTES + issues.size() / 2, List.of(issues));
    }

    /// What the park's services cost, for every owner.
    private void price() {
        client.put(
                        keys.adminKey(),
                        "/v1/tariffs/STANDARD",
                        object(
                                "validFrom", Park.validFrom(day).toString(),
                                "currency", "CNY",
                                "storage",
                                        List.of(
                                                object(
                                                        "temperature", "REFRIGERATED",
                                                        "per", "bin-day",
                                                        "price", "4.5"),
                                                object("per", "bin-day", "price", "1.8")),
                                "handling",
                                        List.of(
                                                handling("receiving", "unit", "0.35"),
                                                handling("inspecting", "line", "6"),
                                                handling("picking", "line", "2.2"),
                                                handling("packing", "unit", "0.5"),
                                                handling("return", "document", "25")),
                                "delivery", List.of(object("per", "stop", "price", "80"))))
                .orFail("Tariff");
    }

    private static Object handling(String step, String per, String price) {
        return object("step", step, "per", per, "price", price);
    }

    private void register(Enterprise enterprise) {
        client.put(
                        keys.adminKey(),
                        "/v1/enterprises/" + enterprise.id(),
                        object(
                                "name", enterprise.name(),
                                "unifiedSocialCreditCode", enterprise.creditCode(),
                                "roles", List.of(enterprise.role()),
                                "licences",
                                        List.of(
                                                object(
                                                        "number", enterprise.licenceNumber(),
                                                        "kind", enterprise.licenceKind(),
                                                        "scope", scope(enterprise),
                                                        "validFrom", Park.validFrom(day).toString(),
                                                        "validTo",
                                                                park.licenceValidTo(enterprise, day)
                                                                        .toString())),
                                "address", address(enterprise.site())))
                .orFail("Enterprise " + enterprise.name());
    }

    private static @Nullable Object address(@Nullable Site site) {
        return site == null
                ? null
                : object(
                        "text", site.text(),
                        "contact", "设备科 0539-8000000",
                        "latitude", site.latitude(),
                        "longitude", site.longitude(),
                        "receivingHours",
                                List.of(
                                        object("from", "07:30", "to", "11:30"),
                                        object("from", "13:30", "to", "17:30")));
    }

    private List<String> scope(Enterprise enterprise) {
        return enterprise.role().equals("DEPOSITOR")
                ? park.devices().stream()
                        .map(Device::classificationCode)
                        .distinct()
                        .sorted()
                        .toList()
                : List.of();
    }

    private void register(Device device) {
        List<Object> packages =
                device.cartonDi() == null
                        ? List.of()
                        : List.of(
                                object(
                                        "di", device.cartonDi(),
                                        "contains", device.di(),
                                        "quantity", Device.PIECES_PER_CARTON));
        client.put(
                        keys.adminKey(),
                        "/v1/devices/" + WarehouseClient.encoded(device.di()),
                        object(
                                "name", device.name(),
                                "model", device.model(),
                                "specification", device.specification(),
                                "registrationNumber", device.registrationNumber(),
                                "registrationValidTo", Park.validTo(day).toString(),
                                "holder", device.holder(),
                                "riskClass", device.riskClass(),
                                "classificationCode", device.classificationCode(),
                                "implantable", device.implantable(),
                                "storage",
                                        object(
                                                "minCelsius", device.climate().deviceMin,
                                                "maxCelsius", device.climate().deviceMax),
                                "identifiers",
                                        object(
                                                "lot", device.byLot(),
                                                "serial", device.bySerial(),
                                                "productionDate", false,
                                                "expiryDate", device.expires()),
                                "packages", packages))
                .orFail("Device " + device.name());
    }

    private void define(Bin bin) {
        client.put(
                        keys.adminKey(),
                        "/v1/warehouses/" + Park.WAREHOUSE + "/locations/" + bin.id(),
                        object(
                                "zone", bin.zone(),
                                "minCelsius", bin.climate().binMin,
                                "maxCelsius", bin.climate().binMax))
                .orFail("Location " + bin.id());
    }
}
