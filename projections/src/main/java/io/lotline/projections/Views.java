package io.lotline.projections;

import io.lotline.core.decision.CommandDesk;
import io.lotline.core.distribution.WhenPromisesBrokenThenAllocateAgain;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.mongo.LotlineStore;
import io.lotline.projections.access.AccessViews;
import io.lotline.projections.access.Keys;
import io.lotline.projections.automation.Automations;
import io.lotline.projections.catalogue.CatalogueViews;
import io.lotline.projections.catalogue.Devices;
import io.lotline.projections.charging.ChargingViews;
import io.lotline.projections.charging.Statements;
import io.lotline.projections.charging.Tariffs;
import io.lotline.projections.correction.CorrectionViews;
import io.lotline.projections.correction.Corrections;
import io.lotline.projections.distribution.AttachmentUses;
import io.lotline.projections.distribution.DistributionViews;
import io.lotline.projections.distribution.Orders;
import io.lotline.projections.distribution.PickLists;
import io.lotline.projections.distribution.PutBacks;
import io.lotline.projections.distribution.Routes;
import io.lotline.projections.distribution.Shipments;
import io.lotline.projections.engine.Healing;
import io.lotline.projections.engine.View;
import io.lotline.projections.engine.ViewEngine;
import io.lotline.projections.engine.ViewHealth;
import io.lotline.projections.enterprise.EnterpriseViews;
import io.lotline.projections.enterprise.Enterprises;
import io.lotline.projections.inbound.InboundNotices;
import io.lotline.projections.inbound.InboundViews;
import io.lotline.projections.insight.InsightViews;
import io.lotline.projections.insight.Overviews;
import io.lotline.projections.insight.Refusals;
import io.lotline.projections.inventory.Adjustments;
import io.lotline.projections.inventory.Counts;
import io.lotline.projections.inventory.Holds;
import io.lotline.projections.inventory.InventoryViews;
import io.lotline.projections.inventory.Locations;
import io.lotline.projections.inventory.Recalls;
import io.lotline.projections.inventory.StockAsOf;
import io.lotline.projections.inventory.StockOnHand;
import io.lotline.projections.inventory.StockSums;
import io.lotline.projections.inventory.Units;
import io.lotline.projections.recall.RecallReaches;
import io.lotline.projections.recall.RecallViews;
import io.lotline.projections.search.SearchViews;
import io.lotline.projections.search.Searches;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.ViewSet;
import io.lotline.projections.store.ViewStore;
import io.lotline.projections.trace.TraceViews;
import io.lotline.projections.trace.Traces;
import io.lotline.projections.work.WorkItems;
import io.lotline.projections.work.WorkViews;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    private final AccessViews access;
    private final CatalogueViews catalogue;
    private final EnterpriseViews enterprise;
    private final InboundViews inbound;
    private final InventoryViews inventory;
    private final DistributionViews distribution;
    private final InsightViews insight;
    private final TraceViews trace;
    private final RecallViews recall;
    private final SearchViews search;
    private final CorrectionViews correction;
    private final WorkViews work;
    private final ChargingViews charging;
    private final Automations automations;

    private Views(
            LotlineStore lotline,
            MeterRegistry registry,
            ZoneId zone,
            Clock clock,
            Healing healing,
            @Nullable CommandDesk desk) {
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
        ViewSet opening = new Opening();
        this.inventory = InventoryViews.of(opening, lotline, clock, zone);
        this.inbound = InboundViews.of(opening);
        this.distribution = DistributionViews.of(opening);
        this.enterprise = EnterpriseViews.of(opening);
        this.catalogue = CatalogueViews.of(opening);
        this.access = AccessViews.of(opening, log);
        this.insight =
                InsightViews.of(
                        opening, inventory, catalogue, enterprise, distribution, clock, zone);
        this.trace = TraceViews.of(opening, log);
        this.recall = RecallViews.of(opening, log, clock, zone);
        this.search = SearchViews.of(opening);
        this.correction = CorrectionViews.of(opening);
        this.work = WorkViews.of(opening);
        this.charging = ChargingViews.of(opening, zone);
        this.automations =
                Automations.of(
                        this::keep,
                        desk,
                        log,
                        clock,
                        zone,
                        List.of(
                                new WhenPromisesBrokenThenAllocateAgain(
                                        distribution.promisedOrders())));
    }

    /// An automation's loop is none of the views: nobody waits for what it will have done.
    private <D> Documents<D> keep(View<D> view) {
        engine.add(view);
        return documents(view);
    }

    private final class Opening implements ViewSet {
        @Override
        public <D> Documents<D> add(View<D> view) {
            engine.add(view);
            all.add(view);
            oldestReadable.put(view.name(), view.readsFrom());
            return documents(view);
        }

        @Override
        public long position(String... views) {
            return Views.this.position(views);
        }

        @Override
        public boolean await(long position, Duration patience, String... views) {
            return Views.this.await(position, patience, views);
        }
    }

    /// Opens the views on the store and starts to keep them up to date.
    ///
    /// @param zone the park's time zone: it decides what day it is
    public static Views start(
            LotlineStore store, MeterRegistry registry, ZoneId zone, Clock clock) {
        return start(store, registry, zone, clock, Healing.ON);
    }

    /// The same, and the automations, which hand their commands in at the desk.
    public static Views start(
            LotlineStore store,
            MeterRegistry registry,
            ZoneId zone,
            Clock clock,
            CommandDesk desk) {
        return start(store, registry, zone, clock, Healing.ON, desk);
    }

    static Views start(
            LotlineStore store, MeterRegistry registry, ZoneId zone, Clock clock, Healing healing) {
        return start(store, registry, zone, clock, healing, null);
    }

    private static Views start(
            LotlineStore store,
            MeterRegistry registry,
            ZoneId zone,
            Clock clock,
            Healing healing,
            @Nullable CommandDesk desk) {
        Views views = new Views(store, registry, zone, clock, healing, desk);
        views.engine.start();
        return views;
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
        return inventory.stockOnHand();
    }

    public StockSums stockSums() {
        return inventory.stockSums();
    }

    public StockAsOf stockAsOf() {
        return inventory.stockAsOf();
    }

    public Holds holds() {
        return inventory.holds();
    }

    public Recalls recalls() {
        return inventory.recalls();
    }

    public Locations locations() {
        return inventory.locations();
    }

    public InboundNotices inboundNotices() {
        return inbound.inboundNotices();
    }

    public Orders orders() {
        return distribution.orders();
    }

    public Adjustments adjustments() {
        return inventory.adjustments();
    }

    public Counts counts() {
        return inventory.counts();
    }

    public Units units() {
        return inventory.units();
    }

    public PutBacks putBacks() {
        return distribution.putBacks();
    }

    public PickLists pickLists() {
        return distribution.pickLists();
    }

    public AttachmentUses attachmentUses() {
        return distribution.attachmentUses();
    }

    public Routes routes() {
        return distribution.routes();
    }

    public Shipments shipments() {
        return distribution.shipments();
    }

    public Enterprises enterprises() {
        return enterprise.enterprises();
    }

    public Devices devices() {
        return catalogue.devices();
    }

    public Keys keys() {
        return access.keys();
    }

    public Overviews overviews() {
        return insight.overviews();
    }

    public Refusals refusals() {
        return insight.refusals();
    }

    public WorkItems workItems() {
        return work.workItems();
    }

    public Traces traces() {
        return trace.traces();
    }

    public Searches searches() {
        return search.searches();
    }

    public Automations automations() {
        return automations;
    }

    public Corrections corrections() {
        return correction.corrections();
    }

    public Tariffs tariffs() {
        return charging.tariffs();
    }

    public Statements statements() {
        return charging.statements();
    }

    public RecallReaches recallReaches() {
        return recall.recallReaches();
    }

    @Override
    public void close() {
        engine.close();
    }
}
