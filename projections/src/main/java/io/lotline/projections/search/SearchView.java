package io.lotline.projections.search;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.DistributionEvent.OrderPlaced;
import io.lotline.core.events.DistributionEvent.ShipmentPlanned;
import io.lotline.core.events.InboundEvent.InboundNoticeFiled;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.events.Movement;
import io.lotline.core.events.RecallEvent.RecallStarted;
import io.lotline.core.events.Step;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.rules.FileForm;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.Place;
import io.lotline.core.values.Sscc;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.engine.View;
import io.lotline.projections.search.SearchEntry.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of what can be found, by who may find it and by the word. What begins with a word is
/// one range of keys, so a search costs what it finds.
public final class SearchView implements View<SearchEntry> {
    public static final String NAME = "search";

    /// The last event's, because the engine asks for its keys and then for each of its documents.
    private volatile @Nullable Entries last;

    private record Entries(WarehouseEvent event, Map<String, SearchEntry> byKey) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 2;
    }

    /// Version 1 did not know the lots of a device.
    @Override
    public int readsFrom() {
        return 2;
    }

    @Override
    public Class<SearchEntry> documentType() {
        return SearchEntry.class;
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        return entries(recorded.event()).keySet();
    }

    @Override
    public @Nullable SearchEntry fold(@Nullable SearchEntry before, Recorded recorded, String key) {
        SearchEntry entry = entries(recorded.event()).get(key);
        return entry == null ? before : entry;
    }

    private Map<String, SearchEntry> entries(WarehouseEvent event) {
        Entries known = last;
        if (known == null || known.event() != event) {
            Writing writing = new Writing();
            writing.write(event);
            known = new Entries(event, writing.entries);
            last = known;
        }
        return known.byKey();
    }

    /// What one event lets be found.
    private static final class Writing {
        private final Map<String, SearchEntry> entries = new LinkedHashMap<>();

        void write(WarehouseEvent event) {
            if (event instanceof DeviceRegistered device) {
                device(device);
            } else if (event instanceof EnterpriseRegistered enterprise) {
                enterprise(enterprise);
            } else if (event instanceof InboundNoticeFiled notice) {
                document(
                        SearchEntry.of(
                                Kind.NOTICE,
                                notice.notice().value(),
                                notice.owner(),
                                notice.supplier()),
                        notice.warehouse());
            } else if (event instanceof OrderPlaced order) {
                document(
                        SearchEntry.of(
                                Kind.ORDER,
                                order.order().value(),
                                order.owner(),
                                order.consignee()),
                        order.warehouse());
            } else if (event instanceof ShipmentPlanned shipment) {
                document(
                        SearchEntry.of(
                                Kind.SHIPMENT,
                                shipment.shipment().value(),
                                null,
                                shipment.carrier()),
                        shipment.warehouse());
            } else if (event instanceof RecallStarted recall) {
                put(
                        Audience.RECALLS,
                        recall.recall().value(),
                        new SearchEntry(
                                Kind.RECALL,
                                recall.recall().value(),
                                recall.di(),
                                null,
                                null,
                                null,
                                recall.reason(),
                                null));
            }
            event.movements().forEach(this::arrival);
            unit(event.step());
        }

        private void device(DeviceRegistered device) {
            SearchEntry entry =
                    new SearchEntry(
                            Kind.DEVICE,
                            device.di().value(),
                            device.di(),
                            null,
                            null,
                            null,
                            device.name(),
                            FileForm.of(device).value());
            put(Audience.EVERYBODY, device.di().value(), entry);
            device.packages().forEach(level -> put(Audience.EVERYBODY, level.di().value(), entry));
            if (device.registrationNumber() != null) {
                put(Audience.EVERYBODY, device.registrationNumber(), entry);
            }
            if (device.model() != null) {
                put(Audience.EVERYBODY, device.model(), entry);
            }
            SearchWords.ends(device.name()).forEach(end -> put(Audience.EVERYBODY, end, entry));
        }

        private void enterprise(EnterpriseRegistered enterprise) {
            SearchEntry entry =
                    new SearchEntry(
                            Kind.ENTERPRISE,
                            enterprise.enterprise().value(),
                            null,
                            null,
                            null,
                            null,
                            enterprise.name(),
                            FileForm.of(enterprise).value());
            for (String audience :
                    Set.of(Audience.STAFF, Audience.owner(enterprise.enterprise()))) {
                put(audience, enterprise.enterprise().value(), entry);
                if (enterprise.unifiedSocialCreditCode() != null) {
                    put(audience, enterprise.unifiedSocialCreditCode(), entry);
                }
                SearchWords.ends(enterprise.name()).forEach(end -> put(audience, end, entry));
            }
        }

        private void document(SearchEntry entry, WarehouseId warehouse) {
            put(Audience.PARK, entry.id(), entry);
            put(Audience.warehouse(warehouse), entry.id(), entry);
            if (entry.owner() != null) {
                put(Audience.owner(entry.owner()), entry.id(), entry);
            }
        }

        /// Goods that come, or come back; whatever moves within is found already.
        private void arrival(Movement m) {
            boolean arrives =
                    switch (m.from().kind()) {
                        case SUPPLIER, CONSIGNEE, DESTROYED, LOST -> true;
                        case LOCATION, ORDER, VEHICLE -> false;
                    };
            if (!arrives || m.to().kind() != Place.Kind.LOCATION) {
                return;
            }
            Di di = m.item().di();
            WarehouseId warehouse = Location.parse(m.to().id()).warehouse();
            if (m.item().lot() != null) {
                String lot = m.item().lot().value();
                goods(SearchEntry.goods(Kind.LOT, lot, di), m.item().owner(), warehouse);
            }
            if (m.serial() != null) {
                String serial = m.serial().value();
                goods(SearchEntry.goods(Kind.SERIAL, serial, di), m.item().owner(), warehouse);
            }
        }

        private void goods(SearchEntry entry, EnterpriseId owner, WarehouseId warehouse) {
            for (String audience :
                    List.of(Audience.PARK, Audience.owner(owner), Audience.warehouse(warehouse))) {
                put(audience, entry.id(), entry);
                if (entry.kind() == Kind.LOT && entry.di() != null) {
                    entries.put(Audience.lots(audience, entry.di()) + entry.id(), entry);
                }
            }
        }

        /// A logistic unit that came or was packed.
        private void unit(Step step) {
            Sscc sscc = step.container();
            if (sscc == null) {
                return;
            }
            for (Step.Goods goods : step.goods()) {
                EnterpriseId owner = goods.item().owner();
                boolean packed = goods.at().kind() == Place.Kind.ORDER;
                SearchEntry entry =
                        new SearchEntry(
                                Kind.UNIT,
                                sscc.value(),
                                null,
                                null,
                                null,
                                packed ? new OrderId(goods.at().id()) : null,
                                null,
                                null);
                put(Audience.owner(owner), sscc.value(), entry);
                if (packed) {
                    put(Audience.STAFF, sscc.value(), entry);
                } else if (goods.at().kind() == Place.Kind.LOCATION) {
                    put(Audience.PARK, sscc.value(), entry);
                    put(
                            Audience.warehouse(Location.parse(goods.at().id()).warehouse()),
                            sscc.value(),
                            entry);
                }
            }
        }

        private void put(String audience, String text, SearchEntry entry) {
            String word = SearchWords.of(text);
            if (!word.isEmpty()) {
                entries.put(Audience.word(audience, word) + "\t" + entry.identity(), entry);
            }
        }
    }
}
