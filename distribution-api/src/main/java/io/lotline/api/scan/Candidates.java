package io.lotline.api.scan;

import io.lotline.core.decision.LabelReading;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.decision.Settled;
import io.lotline.core.events.Scan;
import io.lotline.core.rules.SharedRejection.QuantityConflict;
import io.lotline.core.scan.ScanReader;
import io.lotline.core.scan.ScannedItem;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.ReadingForm;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.SettledBy;
import io.lotline.core.values.Sscc;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The readings of a scan's symbols that goods can have, as far as they say different things about
/// them; first the one that the standard reads first. What else a label says makes no difference.
record Candidates(List<Candidate> all) {

    /// @param device the DI of the goods: the item's own, or that of a logistic unit's content
    record Candidate(@Nullable Di device, LabelReading label, ScannedItem item) {}

    /// @throws io.lotline.core.values.MalformedValue if a reading has a value that cannot be stored
    static Candidates of(List<ScannedItem> items) {
        Map<Object, Candidate> different = new LinkedHashMap<>();
        for (ScannedItem item : items) {
            String device = item.device();
            Candidate candidate =
                    new Candidate(device == null ? null : new Di(device), label(item), item);
            different.putIfAbsent(List.of(String.valueOf(device), candidate.label()), candidate);
        }
        List<Candidate> all = List.copyOf(different.values());
        List<Candidate> possible = all.stream().filter(c -> c.label().isPossible()).toList();
        return new Candidates(possible.isEmpty() ? all : possible);
    }

    private static LabelReading label(ScannedItem item) {
        String piece = item.piece();
        return new LabelReading(
                item.lot() == null ? null : new LotNumber(item.lot()),
                piece == null ? null : new SerialNumber(piece),
                item.productionDate(),
                item.expiryDate(),
                item.quantity(),
                item.sscc() == null ? null : new Sscc(item.sscc()));
    }

    int size() {
        return all.size();
    }

    List<LabelReading> labels() {
        return all.stream().map(Candidate::label).toList();
    }

    /// The device that all readings name; null where they name several.
    @Nullable Di device() {
        Di first = all.getFirst().device();
        return all.stream().allMatch(c -> c.device() != null && c.device().equals(first))
                ? first
                : null;
    }

    /// What every reading lacks to be an item: its device, or the SSCC of the unit whose content it
    /// names.
    List<String> missing() {
        if (all.stream().allMatch(candidate -> candidate.device() == null)) {
            return List.of("di");
        }
        return all.stream().allMatch(Candidates::isContentAlone) ? List.of("sscc") : List.of();
    }

    /// The logistic unit whose label was scanned, where no reading says more of it than its number
    /// and, at the most, what was packed in it; else null.
    @Nullable Sscc unit() {
        Sscc first = all.getFirst().label().container();
        return all.stream()
                        .allMatch(
                                c ->
                                        c.item().di() == null
                                                && c.label().container() != null
                                                && c.label().container().equals(first))
                ? first
                : null;
    }

    /// Whether no reading says what is in the unit.
    boolean saysNoContent() {
        return all.stream().allMatch(candidate -> candidate.device() == null);
    }

    private static boolean isContentAlone(Candidate candidate) {
        return candidate.item().di() == null && candidate.item().sscc() == null;
    }

    List<ItemRead> listed() {
        return all.stream()
                .limit(ScanReader.MAX_CANDIDATES)
                .map(candidate -> ItemRead.of(candidate.item()))
                .toList();
    }

    /// What they say together.
    ItemRead together() {
        List<ScannedItem> items = all.stream().map(Candidate::item).toList();
        return items.size() == 1
                ? ItemRead.of(items.getFirst())
                : ItemRead.ambiguous(null, null, items);
    }

    /// What the label says of the goods of a step beside what was recorded: its dates, where the
    /// readings of these goods agree on them.
    ScannedStep completing(ScannedStep step) {
        List<LabelReading> same =
                all.stream()
                        .map(Candidate::label)
                        .filter(label -> Objects.equals(label.lot(), step.lot()))
                        .filter(label -> Objects.equals(label.serial(), step.serial()))
                        .toList();
        return step.dated(
                agreed(same, LabelReading::expiryDate), agreed(same, LabelReading::productionDate));
    }

    private static @Nullable LocalDate agreed(
            List<LabelReading> labels, Function<LabelReading, @Nullable LocalDate> part) {
        List<@Nullable LocalDate> dates = labels.stream().map(part).distinct().toList();
        return dates.size() == 1 ? dates.getFirst() : null;
    }

    /// The readings with the label's quantity, and the same with the scan's.
    List<ItemRead> counting(QuantityConflict conflict) {
        List<ItemRead> counting = new ArrayList<>();
        for (Candidate candidate : all) {
            Integer quantity = candidate.label().quantity();
            if (quantity != null
                    && quantity == conflict.label()
                    && Objects.equals(candidate.label().lot(), conflict.lot())) {
                counting.add(ItemRead.of(candidate.item()));
                counting.add(ItemRead.of(candidate.item()).counting(conflict.counted()));
            }
        }
        return List.copyOf(counting);
    }

    /// The reading that a person chose.
    ///
    /// @param counted the scan's quantity
    Choice choose(ChosenReading reading, @Nullable Integer counted) {
        List<Candidate> fitting =
                all.stream()
                        .filter(candidate -> reading.fits(ItemRead.of(candidate.item())))
                        .filter(candidate -> countFits(reading.quantity(), candidate, counted))
                        .toList();
        if (fitting.isEmpty()) {
            return new NotOffered();
        }
        List<ItemRead> listed =
                fitting.stream().map(candidate -> ItemRead.of(candidate.item())).toList();
        List<Candidate> whole =
                fitting.stream()
                        .filter(c -> reading.equalsWhole(ItemRead.of(c.item()), listed))
                        .toList();
        Candidate chosen = whole.size() == 1 ? whole.getFirst() : fitting.getFirst();
        Di device = chosen.device();
        if (device == null || whole.size() != 1 && fitting.size() > 1) {
            return new Several();
        }
        return chosen(device, chosen, reading.quantity(), counted);
    }

    /// The label's own quantity, or the scan's in its place: a scan that says another than both is
    /// of no candidate that was offered for it.
    private static boolean countFits(
            @Nullable Integer said, Candidate candidate, @Nullable Integer counted) {
        Integer quantity = candidate.label().quantity();
        return said == null || said.equals(quantity) || quantity != null && said.equals(counted);
    }

    private Chosen chosen(
            Di device, Candidate chosen, @Nullable Integer said, @Nullable Integer counted) {
        LabelReading label = chosen.label();
        boolean counts =
                said != null
                        && counted != null
                        && label.quantity() != null
                        && !counted.equals(label.quantity());
        LabelReading read =
                counts
                        ? new LabelReading(
                                label.lot(),
                                label.serial(),
                                label.productionDate(),
                                label.expiryDate(),
                                said,
                                label.container())
                        : label;
        ReadingForm form = null;
        if (all.size() > 1) {
            form = chosen.equals(all.getFirst()) ? ReadingForm.STANDARD : ReadingForm.UNSEPARATED;
        } else if (counts) {
            form = ReadingForm.QUANTITY;
        }
        return new Chosen(device, read, counts ? said : counted, form);
    }

    /// What came of a person's choice.
    sealed interface Choice permits Chosen, Several, NotOffered {}

    /// @param form what was in question; null where nothing was
    record Chosen(
            Di device, LabelReading label, @Nullable Integer counted, @Nullable ReadingForm form)
            implements Choice {

        ScannedGoods goods(Scan scan, LocalDate today, Instant oldest) {
            return new ScannedGoods(
                    device,
                    List.of(label),
                    counted,
                    form == null ? null : new Settled(SettledBy.PERSON, form),
                    scan,
                    today,
                    oldest);
        }
    }

    /// It fits several readings.
    record Several() implements Choice {}

    /// It is none of the readings.
    record NotOffered() implements Choice {}
}
