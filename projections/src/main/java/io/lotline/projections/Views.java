package io.lotline.projections;

import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.projections.access.KeyHashesView;
import io.lotline.projections.access.Keys;
import io.lotline.projections.access.KeysView;
import io.lotline.projections.catalogue.Devices;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.catalogue.PackagesView;
import io.lotline.projections.distribution.Orders;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.distribution.PickLists;
import io.lotline.projections.distribution.PickListsView;
import io.lotline.projections.distribution.PutBacks;
import io.lotline.projections.distribution.PutBacksView;
import io.lotline.projections.distribution.ShipmentPartsView;
import io.lotline.projections.distribution.Shipments;
import io.lotline.projections.distribution.ShipmentsView;
import io.lotline.projections.distribution.WavesView;
import io.lotline.projections.engine.Healing;
import io.lotline.projections.engine.LogReader;
import io.lotline.projections.engine.View;
import io.lotline.projections.engine.ViewEngine;
import io.lotline.projections.engine.ViewHealth;
import io.lotline.projections.enterprise.Enterprises;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inbound.InboundNotices;
import io.lotline.projections.inbound.InboundNoticesView;
import io.lotline.projections.inbound.ReceivedLotsView;
import io.lotline.projections.insight.ActivityView;
import io.lotline.projections.insight.Overviews;
import io.lotline.projections.inventory.Adjustments;
import io.lotline.projections.inventory.AdjustmentsView;
import io.lotline.projections.inventory.GoodsOwners;
import io.lotline.projections.inventory.GoodsOwnersView;
import io.lotline.projections.inventory.Hold;
import io.lotline.projections.inventory.Holds;
import io.lotline.projections.inventory.HoldsView;
import io.lotline.projections.inventory.Locations;
import io.lotline.projections.inventory.LocationsView;
import io.lotline.projections.inventory.PastView;
import io.lotline.projections.inventory.RecallStop;
import io.lotline.projections.inventory.RecallStops;
import io.lotline.projections.inventory.Recalls;
import io.lotline.projections.inventory.StockAsOf;
import io.lotline.projections.inventory.StockCell;
import io.lotline.projections.inventory.StockCells;
import io.lotline.projections.inventory.StockOnHand;
import io.lotline.projections.inventory.StockSums;
import io.lotline.projections.inventory.StockSumsView;
import io.lotline.projections.inventory.StopScopes;
import io.lotline.projections.inventory.Stoppable;
import io.lotline.projections.inventory.Stoppables;
import io.lotline.projections.inventory.Stops;
import io.lotline.projections.inventory.StorageLocation;
import io.lotline.projections.recall.KeptReaches;
import io.lotline.projections.recall.RecallReachView;
import io.lotline.projections.recall.RecallReaches;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.ViewStore;
import io.lotline.projections.trace.KeptTraces;
import io.lotline.projections.trace.TraceView;
import io.lotline.projections.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All views of a node and the questions to them.
///
/// A question reads what its views reflect; [#await] waits until they reflect a position that the
/// caller has seen, [#position] says what they do reflect.
public final class Views implements AutoCloseable {
    /// Where the park is, unless it is told otherwise.
    public static final ZoneId PARK = ZoneId.of("Asia/Shanghai");

    private final ViewStore store;
    private final ViewEngine engine;
    private final List<View<?>> all = new ArrayList<>();
    private final Map<String, Integer> oldestReadable = new HashMap<>();

    private final StockOnHand stockOnHand;
    private final StockSums stockSums;
    private final StockAsOf stockAsOf;
    private final Holds holds;
    private final Recalls recalls;
    private final Locations locations;
    private final InboundNotices inboundNotices;
    private final Orders orders;
    private final PickLists pickLists;
    private final PutBacks putBacks;
    private final Adjustments adjustments;
    private final Shipments shipments;
    private final Enterprises enterprises;
    private final Devices devices;
    private final Keys keys;
    private final Overviews overviews;
    private final Traces traces;
    private final RecallReaches recallReaches;

    private Views(
            LotlineStore lotline,
            MeterRegistry registry,
            ZoneId zone,
            Clock clock,
            Healing healing) {
        EventLog log = lotline.log();
        this.store = new ViewStore(lotline);
        this.engine =
                new ViewEngine(
                        log,
                        store.tokens(clock),
                        store.editions(),
                        store,
                        registry,
                        clock,
                        healing);
        Documents<Hold> heldDocuments = add(new HoldsView());
        Documents<RecallStop> recallDocuments = add(new RecallStops());
        Stops stops = new Stops(add(new StopScopes()), heldDocuments, recallDocuments);
        Documents<StockCell> cells = add(new StockCells());
        Documents<StorageLocation> bins = add(new LocationsView());
        Documents<Stoppable> stoppables = add(new Stoppables());
        this.stockOnHand = new StockOnHand(cells, bins, stoppables, stops, clock, zone);
        this.stockSums =
                new StockSums(
                        add(new StockSumsView()),
                        new StockSums.Sources(cells, bins, stoppables, stops));
        PastView past = PastView.of(lotline);
        this.stockAsOf =
                new StockAsOf(
                        log,
                        add(past),
                        past.blockSize(),
                        (position, patience) -> await(position, patience, PastView.NAME),
                        clock,
                        zone);
        Documents<GoodsOwners> owners = add(new GoodsOwnersView());
        this.holds = new Holds(heldDocuments, owners);
        this.recalls = new Recalls(recallDocuments, owners);
        this.locations = new Locations(bins);
        this.inboundNotices =
                new InboundNotices(add(new InboundNoticesView()), add(new ReceivedLotsView()));
        this.orders = new Orders(add(new OrdersView()));
        this.pickLists = new PickLists(add(new PickListsView()), add(new WavesView()));
        this.putBacks = new PutBacks(add(new PutBacksView()));
        this.adjustments = new Adjustments(add(new AdjustmentsView()));
        this.shipments = new Shipments(add(new ShipmentsView()), add(new ShipmentPartsView()));
        this.enterprises = new Enterprises(add(new EnterprisesView()));
        this.devices = new Devices(add(new DevicesView()), add(new PackagesView()));
        this.keys =
                new Keys(
                        add(new KeysView()),
                        add(new KeyHashesView()),
                        new LogReader(log),
                        () -> position(KeysView.NAME, KeyHashesView.NAME));
        this.overviews =
                new Overviews(
                        new Overviews.Sources(
                                stockSums,
                                stops,
                                locations,
                                devices,
                                enterprises,
                                orders,
                                shipments,
                                add(new ActivityView(zone))),
                        () ->
                                position(
                                        StockSumsView.NAME,
                                        StockCells.NAME,
                                        Stoppables.NAME,
                                        StopScopes.NAME,
                                        HoldsView.NAME,
                                        RecallStops.NAME,
                                        LocationsView.NAME,
                                        DevicesView.NAME,
                                        EnterprisesView.NAME,
                                        OrdersView.NAME,
                                        ShipmentsView.NAME,
                                        ActivityView.NAME),
                        clock,
                        zone);
        this.traces = new Traces(log, new KeptTraces(add(new TraceView()), new TraceReach()));
        this.recallReaches =
                new RecallReaches(
                        log,
                        new KeptReaches(add(new RecallReachView()), new ReachProgress()),
                        zone);
    }

    private final class TraceReach implements KeptTraces.Reach {
        @Override
        public long position() {
            return Views.this.position(TraceView.NAME);
        }

        @Override
        public boolean await(long position, Duration patience) {
            return Views.this.await(position, patience, TraceView.NAME);
        }
    }

    private final class ReachProgress implements KeptReaches.Progress {
        @Override
        public long position() {
            return Views.this.position(RecallReachView.NAME);
        }

        @Override
        public boolean await(long position, Duration patience) {
            return Views.this.await(position, patience, RecallReachView.NAME);
        }
    }

    /// Opens the views on the store and starts to keep them up to date.
    ///
    /// @param zone the park's time zone: it decides what day it is
    public static Views start(
            LotlineStore store, MeterRegistry registry, ZoneId zone, Clock clock) {
        return start(store, registry, zone, clock, Healing.ON);
    }

    static Views start(
            LotlineStore store, MeterRegistry registry, ZoneId zone, Clock clock, Healing healing) {
        Views views = new Views(store, registry, zone, clock, healing);
        views.engine.start();
        return views;
    }

    private <D> Documents<D> add(View<D> view) {
        engine.add(view);
        all.add(view);
        oldestReadable.put(view.name(), view.readsFrom());
        return documents(view);
    }

    /// Waits until the named views, or all of them for none, reflect `position`.
    ///
    /// @return whether they do, at the latest after `patience`
    public boolean await(long position, Duration patience, String... views) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (String view : names(views)) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            if (!readable(view) || !engine.awaitPosition(view, position, left)) {
                return false;
            }
        }
        return true;
    }

    /// What the named views, or all of them for none, reflect at least.
    public long position(String... views) {
        return names(views).stream()
                .mapToLong(view -> readable(view) ? engine.position(view) : 0)
                .min()
                .orElse(0);
    }

    /// Whether queries of the view are of documents that this version can read: after an upgrade,
    /// not before the new version's have caught up.
    private boolean readable(String view) {
        return engine.edition(view).version() >= oldestReadable.getOrDefault(view, 1);
    }

    /// All views, for the contract that every view keeps.
    List<View<?>> all() {
        return List.copyOf(all);
    }

    <D> Documents<D> documents(View<D> view) {
        return store.documents(view, () -> engine.edition(view.name()));
    }

    private List<String> names(String... views) {
        return views.length == 0 ? all.stream().map(View::name).toList() : List.of(views);
    }

    /// How each view is doing on this node.
    public List<ViewHealth> health() {
        return engine.health();
    }

    /// The engine that keeps the views.
    public ViewEngine engine() {
        return engine;
    }

    public StockOnHand stockOnHand() {
        return stockOnHand;
    }

    public StockSums stockSums() {
        return stockSums;
    }

    public StockAsOf stockAsOf() {
        return stockAsOf;
    }

    public Holds holds() {
        return holds;
    }

    public Recalls recalls() {
        return recalls;
    }

    public Locations locations() {
        return locations;
    }

    public InboundNotices inboundNotices() {
        return inboundNotices;
    }

    public Orders orders() {
        return orders;
    }

    public Adjustments adjustments() {
        return adjustments;
    }

    public PutBacks putBacks() {
        return putBacks;
    }

    public PickLists pickLists() {
        return pickLists;
    }

    public Shipments shipments() {
        return shipments;
    }

    public Enterprises enterprises() {
        return enterprises;
    }

    public Devices devices() {
        return devices;
    }

    public Keys keys() {
        return keys;
    }

    public Overviews overviews() {
        return overviews;
    }

    public Traces traces() {
        return traces;
    }

    public RecallReaches recallReaches() {
        return recallReaches;
    }

    @Override
    public void close() {
        engine.close();
    }
}
