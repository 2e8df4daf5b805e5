package io.lotline.api.paper;

import io.lotline.core.scan.Reading;
import io.lotline.core.scan.ScanReader;
import io.lotline.core.scan.ScannedItem;
import io.lotline.core.values.Di;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The element string of a label: DI, expiry date, lot, serial number.
record ItemElements(List<Part> parts) {
    private static final Pattern GTIN = Pattern.compile("[0-9]{14}");

    /// What lots and serial numbers of GS1 are made of (character set 82).
    private static final Pattern TEXT = Pattern.compile("[!\"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]{1,20}");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyMMdd");
    private static final String SEPARATOR = "\u001d";

    /// @param ai the GS1 application identifier
    private record Part(String ai, String value) {}

    ItemElements {
        parts = List.copyOf(parts);
    }

    /// The elements of goods; null where GS1 cannot name them, or the label would not be read as
    /// these goods.
    static @Nullable ItemElements of(
            Di di,
            @Nullable LocalDate expiryDate,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial) {
        if (!GTIN.matcher(di.value()).matches()
                || (lot != null && !TEXT.matcher(lot.value()).matches())
                || (serial != null && !TEXT.matcher(serial.value()).matches())) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("01", di.value()));
        if (expiryDate != null) {
            parts.add(new Part("17", DATE.format(expiryDate)));
        }
        if (lot != null) {
            parts.add(new Part("10", lot.value()));
        }
        if (serial != null) {
            parts.add(new Part("21", serial.value()));
        }
        ItemElements elements = new ItemElements(parts);
        boolean reads =
                switch (ScanReader.read(elements.scanned())) {
                    case Reading.Read read -> isOf(read.item(), di, expiryDate, lot, serial);
                    // such a label is settled by facts, as the maker's own is
                    case Reading.Ambiguous several ->
                            several.candidates().stream()
                                    .anyMatch(item -> isOf(item, di, expiryDate, lot, serial));
                    case Reading.Unreadable _ -> false;
                };
        return reads ? elements : null;
    }

    private static boolean isOf(
            ScannedItem item,
            Di di,
            @Nullable LocalDate expiryDate,
            @Nullable LotNumber lot,
            @Nullable SerialNumber serial) {
        return di.value().equals(item.di())
                && Objects.equals(expiryDate, item.expiryDate())
                && Objects.equals(lot == null ? null : lot.value(), item.lot())
                && Objects.equals(serial == null ? null : serial.value(), item.serial());
    }

    /// As a scanner sends it.
    private String scanned() {
        StringBuilder text = new StringBuilder("]d2");
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            text.append(part.ai()).append(part.value());
            if (part.ai().equals("10") && i < parts.size() - 1) {
                text.append(SEPARATOR);
            }
        }
        return text.toString();
    }

    /// As in `[01]06901234567892[10]LOT7`.
    String bracketed() {
        return parts.stream()
                .map(part -> "[%s]%s".formatted(part.ai(), part.value()))
                .collect(Collectors.joining());
    }

    /// What people read, a line for each element.
    List<String> readable() {
        return parts.stream().map(part -> "(%s)%s".formatted(part.ai(), part.value())).toList();
    }
}
