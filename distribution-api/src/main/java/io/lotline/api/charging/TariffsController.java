package io.lotline.api.charging;

import io.lotline.api.http.Caller;
import io.lotline.api.http.Commands;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Revision;
import io.lotline.api.http.Shape;
import io.lotline.api.http.Submission;
import io.lotline.api.http.Unknown;
import io.lotline.core.charging.DefineTariff;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.events.ChargingEvent.DeliveryRate;
import io.lotline.core.events.ChargingEvent.HandlingRate;
import io.lotline.core.events.ChargingEvent.StorageRate;
import io.lotline.core.events.ChargingEvent.TariffDefined;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.ChargeUnit;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.TariffId;
import io.lotline.projections.Views;
import io.lotline.projections.charging.Statement;
import io.lotline.projections.charging.Tariff;
import io.lotline.projections.charging.Tariffs;
import io.lotline.projections.charging.TariffsView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Keeps what the park's services cost.
@RestController
class TariffsController {
    private final Commands commands;
    private final Tariffs tariffs;
    private final KnownValues known;
    private final Names names;

    TariffsController(Commands commands, Views views, KnownValues known, Names names) {
        this.commands = commands;
        this.tariffs = views.tariffs();
        this.known = known;
        this.names = names;
    }

    /// Sets a tariff; with `If-Match` amends the one that the caller saw. On no day are two of one
    /// owner valid.
    @Operation(
            summary = "Sets a tariff, or amends it with If-Match",
            description =
                    "Prices are in yuan with at most four decimals, as text. Without an owner it is the tariff of all owners that have none of their own on a day.")
    @PutMapping("/v1/tariffs/{tariffId}")
    ResponseEntity<Defined> define(
            Submission submission,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable TariffId tariffId,
            @RequestBody TariffFile body) {
        TariffDefined wanted =
                new TariffDefined(
                        tariffId,
                        body.owner(),
                        body.validFrom(),
                        body.validTo(),
                        orNone(body.storage()),
                        orNone(body.handling()),
                        orNone(body.delivery()));
        Done done =
                commands.run(
                        new DefineTariff(wanted, Revision.seen(ifMatch)), submission.document());
        return Commands.put(done, FileForm.of(wanted), new Defined(tariffId));
    }

    private static <T> List<T> orNone(@Nullable List<T> rates) {
        return rates == null ? List.of() : rates;
    }

    /// Shows a tariff; an enterprise sees those that are for it.
    @Operation(summary = "Shows a tariff; an enterprise sees those that are for it")
    @Reads({TariffsView.NAME, EnterprisesView.NAME})
    @GetMapping("/v1/tariffs/{tariffId}")
    ResponseEntity<TariffOnFile> get(Caller caller, @PathVariable TariffId tariffId) {
        Tariff tariff =
                tariffs.find(tariffId)
                        .filter(each -> each.owner() == null || caller.sees(each.owner()))
                        .orElseThrow(() -> Unknown.document("tariff", tariffId));
        return ResponseEntity.ok()
                .eTag(Revision.tag(FileForm.of(tariff.file())))
                .body(rows(List.of(tariff)).getFirst());
    }

    /// Lists tariffs: with an owner those that may be for it, its own and those of all.
    @Operation(summary = "Lists tariffs; an enterprise sees those that are for it")
    @Reads({TariffsView.NAME, EnterprisesView.NAME})
    @GetMapping("/v1/tariffs")
    ResponseEntity<Listing<TariffOnFile>> list(
            Caller caller, PageRequest asked, @RequestParam @Nullable EnterpriseId owner) {
        known.owner(caller, owner);
        if (caller.excludes(owner)) {
            return Listing.of(List.of(), null);
        }
        Page<Tariff> page = tariffs.find(caller.ownerOr(owner), asked.after(), asked.limit());
        return Listing.of(rows(page.items()), page.next());
    }

    private List<TariffOnFile> rows(List<Tariff> all) {
        Map<String, String> named =
                names.enterprises(all.stream().map(Tariff::owner).filter(Objects::nonNull));
        return all.stream()
                .map(
                        tariff ->
                                new TariffOnFile(
                                        tariff.tariffId(),
                                        tariff.owner(),
                                        tariff.owner() == null
                                                ? null
                                                : named.get(tariff.owner().value()),
                                        tariff.validFrom(),
                                        tariff.validTo(),
                                        Statement.CURRENCY,
                                        tariff.storage(),
                                        tariff.handling(),
                                        tariff.delivery()))
                .toList();
    }

    record Defined(TariffId tariffId) {}

    /// A tariff.
    ///
    /// @param owner for whose goods; left out for all owners that have none of their own
    record TariffOnFile(
            TariffId tariffId,
            @Nullable EnterpriseId owner,
            @Nullable String ownerName,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            String currency,
            List<StorageRate> storage,
            List<HandlingRate> handling,
            List<DeliveryRate> delivery) {}

    /// What services cost, and when.
    ///
    /// @param owner   for whose goods; left out for all owners that have none of their own
    /// @param validTo left out for an open end
    record TariffFile(
            @Nullable EnterpriseId owner,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            String currency,
            @Nullable List<StorageRate> storage,
            @Nullable List<HandlingRate> handling,
            @Nullable List<DeliveryRate> delivery) {
        private static final int MOST_RATES = 100;

        TariffFile {
            if (!currency.equals(Statement.CURRENCY)) {
                throw new MalformedValue(
                        "currency",
                        "'%s' is not one of %s.".formatted(currency, Statement.CURRENCY));
            }
            storage = rates("storage", storage);
            handling = rates("handling", handling);
            delivery = rates("delivery", delivery);
            for (int i = 0; i < storage.size(); i++) {
                check("storage[" + i + "].per", storage.get(i).per(), ChargeUnit.OF_STORAGE);
            }
            for (int i = 0; i < handling.size(); i++) {
                check("handling[" + i + "].per", handling.get(i).per(), ChargeUnit.OF_HANDLING);
            }
            for (int i = 0; i < delivery.size(); i++) {
                check("delivery[" + i + "].per", delivery.get(i).per(), ChargeUnit.OF_DELIVERY);
            }
            if (storage.isEmpty() && handling.isEmpty() && delivery.isEmpty()) {
                throw new MalformedValue(
                        "storage",
                        "A tariff has one price at least.\nMaybe add one for storage, handling or delivery.");
            }
            Shape.distinct(
                    "storage",
                    storage.stream()
                            .map(rate -> orAny(rate.temperature()) + "/" + orAny(rate.zone()))
                            .toList());
            Shape.distinct(
                    "handling",
                    handling.stream().map(rate -> rate.step() + "/" + rate.per()).toList());
            Shape.distinct("delivery", delivery.stream().map(DeliveryRate::per).toList());
        }

        private static String orAny(@Nullable Object value) {
            return value == null ? "any" : value.toString();
        }

        private static <T> List<T> rates(String field, @Nullable List<T> rates) {
            return rates == null ? List.of() : Shape.list(field, rates, 0, MOST_RATES);
        }

        private static void check(String field, ChargeUnit per, Set<ChargeUnit> allowed) {
            if (!allowed.contains(per)) {
                throw new MalformedValue(
                        field,
                        "'%s' is not one of %s."
                                .formatted(
                                        per,
                                        String.join(
                                                ", ",
                                                allowed.stream()
                                                        .map(ChargeUnit::toString)
                                                        .sorted()
                                                        .toList())));
            }
        }
    }
}
