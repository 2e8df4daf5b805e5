package io.lotline.api.scan;

import io.lotline.core.events.Scan;
import io.lotline.core.events.Step;
import io.lotline.core.events.StockItem;
import io.lotline.core.events.UnitEvent.UnitHandled;
import io.lotline.core.events.UnitEvent.UnitPacked;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.Sscc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was recorded of the scan of a logistic unit: the same for the first answer and for every
/// retry.
///
/// @param container the unit that it was put into
/// @param owner     whose goods are in it, where they are one owner's
/// @param di        of which device they are, where they are all of one
/// @param lot       of which lot they are, where they are all of one
/// @param quantity  how many pieces are in it, to any depth
/// @param contents  how many of which goods
record UnitStep(
        String standard,
        Sscc sscc,
        @Nullable Sscc container,
        @Nullable EnterpriseId owner,
        @Nullable Di di,
        @Nullable LotNumber lot,
        long quantity,
        List<Content> contents,
        @Nullable List<Sscc> unpacked,
        List<String> symbols) {

    /// Goods of a lot.
    record Content(EnterpriseId owner, Di di, @Nullable LotNumber lot, long quantity) {}

    /// Of the events of one scan.
    static UnitStep of(Sscc sscc, List<WarehouseEvent> events) {
        Map<StockItem, Long> sums = new LinkedHashMap<>();
        Sscc container = null;
        Sscc outOf = null;
        Scan scan = null;
        for (WarehouseEvent event : events) {
            Step step = event.step();
            scan = scan == null ? step.scan() : scan;
            if (event instanceof UnitHandled handled) {
                outOf = handled.outOf();
            }
            if (event instanceof UnitPacked packed) {
                container = packed.container();
                outOf = packed.outOf();
            }
            for (Step.Goods goods : step.goods()) {
                sums.merge(goods.item(), (long) goods.quantity(), Long::sum);
            }
        }
        List<Content> contents = new ArrayList<>();
        sums.forEach(
                (item, quantity) ->
                        contents.add(new Content(item.owner(), item.di(), item.lot(), quantity)));
        return of(Objects.requireNonNull(scan), sscc, container, outOf, contents);
    }

    private static UnitStep of(
            Scan scan,
            Sscc sscc,
            @Nullable Sscc container,
            @Nullable Sscc outOf,
            List<Content> contents) {
        Content first = contents.isEmpty() ? null : contents.getFirst();
        boolean oneOwner = contents.stream().map(Content::owner).distinct().count() == 1;
        boolean oneDevice = contents.stream().map(Content::di).distinct().count() == 1;
        boolean oneLot = contents.size() == 1;
        return new UnitStep(
                scan.standard(),
                sscc,
                container,
                first != null && oneOwner ? first.owner() : null,
                first != null && oneDevice ? first.di() : null,
                first != null && oneLot ? first.lot() : null,
                contents.stream().mapToLong(Content::quantity).sum(),
                contents,
                outOf == null ? null : List.of(outOf),
                scan.symbols());
    }
}
