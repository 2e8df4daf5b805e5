package io.lotline.core.events;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.RecallId;
import io.lotline.core.values.SerialNumber;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Recalls (医疗器械召回管理办法, 2017).
public sealed interface RecallEvent extends WarehouseEvent {

    RecallId recall();

    Di di();

    Set<LotNumber> lots();

    Set<SerialNumber> serials();

    /// The recall itself and every lot or serial that it names, so that it meets every pick of
    /// them.
    @Override
    default Set<Tag> tags() {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tags.recall(recall()));
        lots().forEach(lot -> tags.add(Tags.lot(di(), lot)));
        serials().forEach(serial -> tags.add(Tags.serial(di(), serial)));
        return tags;
    }

    /// Whether goods are meant.
    default boolean covers(StockItem item, @Nullable SerialNumber serial) {
        return scope().covers(item, serial);
    }

    /// What it does to them.
    Step.Stop stop();

    /// Which goods are meant.
    default RecallScope scope() {
        return new RecallScope(di(), lots(), serials());
    }

    /// A recall was started.
    ///
    /// @param level   1 (serious harm), 2 or 3
    /// @param ordered whether the authority ordered it (责令召回)
    @Event(name = "RecallStarted")
    record RecallStarted(
            RecallId recall,
            int level,
            Di di,
            Set<LotNumber> lots,
            Set<SerialNumber> serials,
            String reason,
            boolean ordered)
            implements RecallEvent {
        public RecallStarted {
            lots = Set.copyOf(lots);
            serials = Set.copyOf(serials);
        }

        @Override
        public Step.Stop stop() {
            return new Step.Stop(Step.Stop.Effect.STOPS, scope());
        }

        @Override
        public Step step() {
            return Step.within(BizStep.HOLDING)
                    .leaving(Disposition.RECALLED)
                    .under(Document.of(recall))
                    .stopping(stop())
                    .remarking(reason);
        }
    }

    /// A recall was closed. Its goods stay stopped: a closed recall is no release.
    ///
    /// @param explanation what is known of pieces that were not accounted for; null where all were,
    ///     and in recalls that were closed before that was asked for
    @Event(name = "RecallClosed")
    record RecallClosed(
            RecallId recall,
            Di di,
            Set<LotNumber> lots,
            Set<SerialNumber> serials,
            @Nullable String explanation)
            implements RecallEvent {
        public RecallClosed {
            lots = Set.copyOf(lots);
            serials = Set.copyOf(serials);
        }

        @Override
        public Step.Stop stop() {
            return new Step.Stop(Step.Stop.Effect.CLOSES, scope());
        }

        @Override
        public Step step() {
            return Step.within(BizStep.OTHER)
                    .leaving(Disposition.RECALLED)
                    .under(Document.of(recall))
                    .stopping(stop())
                    .remarking(explanation);
        }
    }

    /// A recall that was started by mistake was withdrawn: its goods are stopped no longer.
    @Event(name = "RecallWithdrawn")
    record RecallWithdrawn(
            RecallId recall, Di di, Set<LotNumber> lots, Set<SerialNumber> serials, String reason)
            implements RecallEvent {
        public RecallWithdrawn {
            lots = Set.copyOf(lots);
            serials = Set.copyOf(serials);
        }

        @Override
        public Step.Stop stop() {
            return new Step.Stop(Step.Stop.Effect.FREES, scope());
        }

        @Override
        public Step step() {
            return freed(recall, stop(), reason);
        }
    }

    /// The goods of a closed recall that are still here were found good (质量放行) and are stopped no
    /// longer.
    @Event(name = "RecallReleased")
    record RecallReleased(
            RecallId recall, Di di, Set<LotNumber> lots, Set<SerialNumber> serials, String reason)
            implements RecallEvent {
        public RecallReleased {
            lots = Set.copyOf(lots);
            serials = Set.copyOf(serials);
        }

        @Override
        public Step.Stop stop() {
            return new Step.Stop(Step.Stop.Effect.RELEASES, scope());
        }

        @Override
        public Step step() {
            return freed(recall, stop(), reason);
        }
    }

    private static Step freed(RecallId recall, Step.Stop stop, String reason) {
        return Step.within(BizStep.OTHER)
                .leaving(Disposition.SELLABLE_ACCESSIBLE)
                .under(Document.of(recall))
                .stopping(stop)
                .remarking(reason);
    }
}
