package io.lotline.api.scan;

import io.lotline.api.http.Fingerprint;
import io.lotline.core.decision.LabelReading;
import io.lotline.core.decision.Settlement;
import io.lotline.core.scan.Assembled;
import io.lotline.core.scan.ItemAssembly;
import io.lotline.core.scan.ScannedItem;
import io.lotline.core.scan.ScannerSetup;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.WorkSubject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a scan is about, also where it is refused: the same label in the same task for the same
/// document. Where it lies, how many they are and how a person reads the label make no difference:
/// these are what somebody puts right.
///
/// @param di     what all readings say; null where they say different things, or nothing
/// @param lot    likewise
/// @param serial likewise
record ScanSubject(
        WorkSubject work,
        String standard,
        @Nullable Di di,
        @Nullable LotNumber lot,
        @Nullable SerialNumber serial) {
    private static final int DIGITS = 20;
    private static final String NO_STANDARD = "unknown";

    static ScanSubject of(ScanRequest scan, ScannerSetup scanners) {
        if (scan.symbols().isEmpty()) {
            return unread(scan);
        }
        return switch (ItemAssembly.assemble(scan.symbols(), scanners)) {
            case Assembled.Item(ScannedItem item, List<String> _) -> of(scan, List.of(item));
            case Assembled.AmbiguousItem(List<ScannedItem> candidates) -> of(scan, candidates);
            case Assembled.UnreadableItem _, Assembled.Contradiction _ -> unread(scan);
        };
    }

    private static ScanSubject of(ScanRequest scan, List<ScannedItem> items) {
        try {
            return of(scan, items.getFirst().standard().code(), Candidates.of(items));
        } catch (MalformedValue _) {
            return unread(scan);
        }
    }

    static ScanSubject of(ScanRequest scan, String standard, Candidates candidates) {
        String content =
                candidates.all().stream()
                        .map(ScanSubject::content)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("\n"));
        return new ScanSubject(
                subject(scan, content),
                standard,
                candidates.device(),
                agreed(candidates, LabelReading::lot),
                agreed(candidates, LabelReading::serial));
    }

    /// What is done once the scan is accepted.
    Settlement settlement(ScanRequest scan) {
        return new Settlement(
                work,
                scan.task().toString(),
                scan.reference(),
                scan.location(),
                scan.toLocation(),
                scan.container(),
                di,
                scan.quantity());
    }

    private static ScanSubject unread(ScanRequest scan) {
        String content =
                scan.symbols().isEmpty()
                        ? "all of " + scan.location()
                        : scan.symbols().stream().sorted().collect(Collectors.joining("\n"));
        return new ScanSubject(subject(scan, content), NO_STANDARD, null, null, null);
    }

    private static String content(Candidates.Candidate candidate) {
        LabelReading label = candidate.label();
        return "%s %s %s %s"
                .formatted(candidate.device(), label.lot(), label.serial(), label.container());
    }

    private static WorkSubject subject(ScanRequest scan, String content) {
        String about =
                "%s %s %s\n%s".formatted(scan.warehouse(), scan.task(), scan.reference(), content);
        return new WorkSubject(Fingerprint.sha256(about).substring(0, DIGITS));
    }

    private static <T> @Nullable T agreed(
            Candidates candidates, Function<LabelReading, @Nullable T> part) {
        List<@Nullable T> values =
                candidates.labels().stream().map(part).distinct().limit(2).toList();
        return values.size() == 1 ? values.getFirst() : null;
    }
}
