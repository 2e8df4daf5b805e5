package io.lotline.api.search;

import io.lotline.api.http.Caller;
import io.lotline.api.http.HttpLimits;
import io.lotline.api.http.KnownValues;
import io.lotline.api.http.Listing;
import io.lotline.api.http.Malformed;
import io.lotline.api.http.Names;
import io.lotline.api.http.PageRequest;
import io.lotline.api.http.Reads;
import io.lotline.api.http.Unknown;
import io.lotline.core.scan.Assembled;
import io.lotline.core.scan.ItemAssembly;
import io.lotline.core.scan.ScannedItem;
import io.lotline.core.scan.ScannerSetup;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.WarehouseId;
import io.lotline.projections.Views;
import io.lotline.projections.catalogue.DevicesView;
import io.lotline.projections.catalogue.PackagesView;
import io.lotline.projections.distribution.OrdersView;
import io.lotline.projections.enterprise.EnterprisesView;
import io.lotline.projections.inventory.GoodsOwnersView;
import io.lotline.projections.inventory.RecallStops;
import io.lotline.projections.inventory.Recalls;
import io.lotline.projections.search.Audience;
import io.lotline.projections.search.SearchEntry;
import io.lotline.projections.search.SearchEntry.Kind;
import io.lotline.projections.search.SearchView;
import io.lotline.projections.search.SearchWords;
import io.lotline.projections.store.Page;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/// Finds whatever somebody has in the hand or in mind: a label, a number, a part of a name.
@RestController
class SearchController {
    /// The most that one search finds: whoever sees so many writes one sign more.
    private static final int MOST = 50;

    private static final int READINGS = 8;

    private final Views views;
    private final Names names;
    private final ScannerSetup scanners;
    private final KnownValues known;

    SearchController(Views views, Names names, ScannerSetup scanners, KnownValues known) {
        this.known = known;
        this.views = views;
        this.names = names;
        this.scanners = scanners;
    }

    /// Something that was found.
    ///
    /// @param title  what people call it
    /// @param detail what tells it from others of the same title
    /// @param href   where it is read
    record Found(Kind kind, String id, String title, @Nullable String detail, String href) {}

    /// Finds what is written on something or said of it, as far as the caller may see it: the first
    /// 50.
    @Operation(
            summary =
                    "Finds a label, DI, lot, serial number, SSCC, registration number, document, or part of a name: the first 50")
    @Reads({
        SearchView.NAME,
        DevicesView.NAME,
        PackagesView.NAME,
        EnterprisesView.NAME,
        OrdersView.NAME,
        RecallStops.NAME,
        GoodsOwnersView.NAME
    })
    @GetMapping("/v1/search")
    ResponseEntity<Listing<Found>> search(Caller caller, @RequestParam String q) {
        if (q.length() > HttpLimits.MAX_SYMBOL) {
            throw Malformed.field(
                    "q",
                    "A symbol has 1 to %d characters, and not %d."
                            .formatted(HttpLimits.MAX_SYMBOL, q.length()));
        }
        Set<String> audiences = audiencesOf(caller);
        Map<String, SearchEntry> found = new LinkedHashMap<>();
        ofLabel(q, audiences).forEach(entry -> found.putIfAbsent(entry.identity(), entry));
        for (String word : wordsOf(q)) {
            views.searches()
                    .find(audiences, word, MOST)
                    .forEach(entry -> found.putIfAbsent(entry.identity(), entry));
        }
        return Listing.of(shown(caller, q, List.copyOf(found.values())), null);
    }

    /// A lot of a device.
    ///
    /// @param name that of the device
    /// @param href where it is traced
    record LotOfDevice(Di di, @Nullable String name, String lot, String href) {}

    /// Lists the lots that ever came of a device, as far as the caller may see them.
    @Operation(
            summary =
                    "Lists the lots that ever came of a device, as far as the caller may see them")
    @Reads({SearchView.NAME, DevicesView.NAME, PackagesView.NAME})
    @GetMapping("/v1/devices/{di}/lots")
    ResponseEntity<Listing<LotOfDevice>> lots(
            Caller caller, PageRequest asked, HttpServletResponse response, @PathVariable Di di) {
        Di device = known.deviceOf(di, response);
        String name =
                views.devices()
                        .find(device)
                        .map(io.lotline.projections.catalogue.Device::name)
                        .orElseThrow(() -> Unknown.document("device", di));
        Page<SearchEntry> page =
                views.searches().lotsOf(audiencesOf(caller), device, asked.after(), asked.limit());
        return Listing.of(
                page.items().stream()
                        .map(
                                lot ->
                                        new LotOfDevice(
                                                device,
                                                name,
                                                lot.id(),
                                                href("trace/lots", device.value(), lot.id())))
                        .toList(),
                page.next());
    }

    private static Set<String> audiencesOf(Caller caller) {
        Set<String> audiences = new LinkedHashSet<>();
        EnterpriseId enterprise = caller.enterprise();
        if (enterprise != null) {
            audiences.add(Audience.owner(enterprise));
        } else {
            audiences.add(Audience.STAFF);
            if (caller.warehouses().isEmpty()) {
                audiences.add(Audience.PARK);
            }
            for (WarehouseId warehouse : caller.warehouses()) {
                audiences.add(Audience.warehouse(warehouse));
            }
        }
        audiences.add(Audience.EVERYBODY);
        audiences.add(Audience.RECALLS);
        return audiences;
    }

    /// What was written, and the GTIN-14 or SSCC that it may be short for.
    private static Set<String> wordsOf(String q) {
        Set<String> words = new LinkedHashSet<>();
        String word = SearchWords.of(q);
        if (word.matches("\\d{8,13}")) {
            words.add("0".repeat(14 - word.length()) + word);
        }
        if (word.matches("00\\d{18}")) {
            words.add(word.substring(2));
        }
        if (!word.isEmpty()) {
            words.add(word);
        }
        return words;
    }

    /// What a label names, whichever way it is read.
    private List<SearchEntry> ofLabel(String q, Set<String> audiences) {
        List<ScannedItem> items =
                switch (ItemAssembly.assemble(List.of(q), scanners)) {
                    case Assembled.Item(ScannedItem item, List<String> _) -> List.of(item);
                    case Assembled.AmbiguousItem(List<ScannedItem> candidates) ->
                            candidates.stream().limit(READINGS).toList();
                    case Assembled.UnreadableItem _, Assembled.Contradiction _ -> List.of();
                };
        List<SearchEntry> found = new ArrayList<>();
        for (ScannedItem item : items) {
            Di device = deviceOf(item.di());
            if (device != null) {
                for (String text :
                        Stream.of(item.piece(), item.lot(), device.value())
                                .filter(Objects::nonNull)
                                .toList()) {
                    views.searches().findExactly(audiences, SearchWords.of(text), MOST).stream()
                            .filter(entry -> device.equals(entry.di()))
                            .forEach(found::add);
                }
            }
            if (item.sscc() != null) {
                found.addAll(views.searches().findExactly(audiences, item.sscc(), MOST));
            }
        }
        return found;
    }

    private @Nullable Di deviceOf(@Nullable String di) {
        if (di == null) {
            return null;
        }
        try {
            Di asked = new Di(di);
            return views.devices()
                    .findByAnyDi(asked)
                    .map(io.lotline.projections.catalogue.Device::di)
                    .orElse(asked);
        } catch (MalformedValue _) {
            return null;
        }
    }

    private List<Found> shown(Caller caller, String q, List<SearchEntry> entries) {
        MayFind mayFind = new MayFind(caller);
        List<SearchEntry> visible = entries.stream().filter(mayFind::test).limit(MOST).toList();
        Map<String, String> devices =
                names.devices(visible.stream().map(SearchEntry::di).filter(Objects::nonNull));
        Map<String, String> enterprises =
                names.enterprises(
                        visible.stream()
                                .flatMap(entry -> Stream.of(entry.owner(), entry.partner()))
                                .filter(Objects::nonNull)
                                .map(Objects::requireNonNull));
        String word = SearchWords.of(q);
        return visible.stream()
                .map(entry -> shown(entry, devices, enterprises))
                // what is called so before what only begins so
                .sorted(
                        Comparator.comparing(
                                        (Found each) -> !SearchWords.of(each.id()).equals(word))
                                .thenComparing(Found::kind))
                .toList();
    }

    private static Found shown(
            SearchEntry entry, Map<String, String> devices, Map<String, String> enterprises) {
        String di = entry.di() == null ? "" : entry.di().value();
        return switch (entry.kind()) {
            case DEVICE ->
                    new Found(
                            Kind.DEVICE,
                            entry.id(),
                            devices.getOrDefault(entry.id(), entry.id()),
                            entry.id(),
                            href("devices", entry.id()));
            case LOT ->
                    new Found(
                            Kind.LOT,
                            entry.id(),
                            entry.id(),
                            joined(devices.get(di), di),
                            href("trace/lots", di, entry.id()));
            case SERIAL ->
                    new Found(
                            Kind.SERIAL,
                            entry.id(),
                            entry.id(),
                            joined(devices.get(di), di),
                            href("trace/serials", di, entry.id()));
            case UNIT ->
                    new Found(
                            Kind.UNIT,
                            entry.id(),
                            entry.id(),
                            entry.order() == null ? null : entry.order().value(),
                            href("trace/units", entry.id()));
            case ORDER -> document(entry, enterprises, "orders");
            case NOTICE -> document(entry, enterprises, "inbound-notices");
            case SHIPMENT -> document(entry, enterprises, "shipments");
            case RECALL ->
                    new Found(
                            Kind.RECALL,
                            entry.id(),
                            entry.id(),
                            joined(devices.get(di), entry.name()),
                            href("recalls", entry.id()));
            case ENTERPRISE ->
                    new Found(
                            Kind.ENTERPRISE,
                            entry.id(),
                            entry.name() == null ? entry.id() : entry.name(),
                            entry.id(),
                            href("enterprises", entry.id()));
        };
    }

    private static Found document(
            SearchEntry entry, Map<String, String> enterprises, String collection) {
        return new Found(
                entry.kind(),
                entry.id(),
                entry.id(),
                joined(nameOf(entry.owner(), enterprises), nameOf(entry.partner(), enterprises)),
                href(collection, entry.id()));
    }

    private static @Nullable String nameOf(
            @Nullable EnterpriseId id, Map<String, String> enterprises) {
        return id == null ? null : enterprises.getOrDefault(id.value(), id.value());
    }

    private static @Nullable String joined(@Nullable String... parts) {
        String text = Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(" · "));
        return text.isEmpty() ? null : text;
    }

    private static String href(String collection, String... parts) {
        return Stream.of(parts)
                .map(part -> UriUtils.encode(part, java.nio.charset.StandardCharsets.UTF_8))
                .collect(Collectors.joining("/", "/v1/" + collection + "/", ""));
    }

    /// What an entry's words cannot say: whether its file says so still, and whether it concerns
    /// the caller.
    private final class MayFind {
        private final Caller caller;
        private final Map<Di, Set<String>> recalls = new LinkedHashMap<>();

        MayFind(Caller caller) {
            this.caller = caller;
        }

        boolean test(SearchEntry entry) {
            return switch (entry.kind()) {
                case DEVICE ->
                        views.devices()
                                .find(new Di(entry.id()))
                                .filter(device -> device.form().equals(entry.form()))
                                .isPresent();
                case ENTERPRISE ->
                        views.enterprises()
                                .find(new EnterpriseId(entry.id()))
                                .filter(enterprise -> enterprise.form().equals(entry.form()))
                                .isPresent();
                case UNIT -> packedWhereTheCallerWorks(entry.order());
                case RECALL ->
                        caller.enterprise() == null
                                || recalls.computeIfAbsent(
                                                Objects.requireNonNull(entry.di()),
                                                this::concerning)
                                        .contains(entry.id());
                case LOT, SERIAL, ORDER, NOTICE, SHIPMENT -> true;
            };
        }

        private boolean packedWhereTheCallerWorks(@Nullable OrderId order) {
            return order == null
                    || caller.warehouses().isEmpty()
                    || views.orders()
                            .find(order)
                            .filter(of -> caller.worksIn(of.warehouse()))
                            .isPresent();
        }

        private Set<String> concerning(Di di) {
            Set<String> ids = new HashSet<>();
            Recalls.FindRecalls asked =
                    new Recalls.FindRecalls(null, di, null, caller.enterprise());
            String after = null;
            do {
                Page<io.lotline.projections.inventory.RecallStop> page =
                        views.recalls().find(asked, after, HttpLimits.MAX_PAGE);
                page.items().forEach(recall -> ids.add(recall.recallId().value()));
                after = page.next();
            } while (after != null);
            return ids;
        }
    }
}
