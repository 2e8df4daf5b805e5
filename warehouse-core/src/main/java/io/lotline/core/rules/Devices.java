package io.lotline.core.rules;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.LabelReading;
import io.lotline.core.decision.Rejection;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.PackageLevel;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.Di;
import io.lotline.core.values.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The files of the devices that a decision names, and how scanned packages are turned into pieces.
public record Devices(PMap<Di, DeviceRegistered> files) {
    public static final Devices NONE = new Devices(HashTreePMap.empty());

    /// Packages inside packages are followed this deep; a file that goes deeper goes in circles.
    private static final int MAX_LEVELS = 16;

    /// What is known of a scanned DI: its own file, or that of the device inside the package.
    public static Devices reading(Books books, Di scanned) {
        Devices devices = books.open(SharedBooks.DEVICE, scanned);
        Di inside = devices.stockDi(scanned);
        return inside.equals(scanned)
                ? devices
                : devices.and(books.open(SharedBooks.DEVICE, inside));
    }

    /// What is known of all these DIs.
    public static Devices reading(Books books, Collection<Di> scanned) {
        Devices all = NONE;
        for (Devices devices : books.openAll(SharedBooks.DEVICE, scanned).values()) {
            all = all.and(devices);
        }
        Devices named = all;
        for (Devices devices :
                books.openAll(
                                SharedBooks.DEVICE,
                                scanned.stream().map(named::stockDi).distinct().toList())
                        .values()) {
            all = all.and(devices);
        }
        return all;
    }

    private Devices and(Devices others) {
        return new Devices(files.plusAll(others.files));
    }

    public Devices evolve(WarehouseEvent event) {
        if (!(event instanceof DeviceRegistered registered)) {
            return this;
        }
        return new Devices(files.plus(registered.di(), registered));
    }

    /// The device that a DI stands for, null if there is none.
    public @Nullable Pieces pieces(Di di) {
        Pieces found = null;
        DeviceRegistered own = files.get(di);
        if (own != null) {
            return new Pieces(own, 1);
        }
        for (DeviceRegistered file : files.values()) {
            Pieces pieces = unpack(file, di);
            // two files that both list the package: the smaller DI, so that the answer never varies
            if (pieces != null
                    && (found == null
                            || file.di().value().compareTo(found.device().di().value()) < 0)) {
                found = pieces;
            }
        }
        return found;
    }

    /// The files of the devices that these DIs stand for, as far as there are any.
    public List<DeviceRegistered> devices(Collection<Di> dis) {
        return dis.stream()
                .map(this::pieces)
                .filter(Objects::nonNull)
                .map(Pieces::device)
                .distinct()
                .toList();
    }

    /// The DI of the stock that `scanned` stands for: the device's own; `scanned` itself where no
    /// device is known by it.
    public Di stockDi(Di scanned) {
        Pieces pieces = pieces(scanned);
        return pieces == null ? scanned : pieces.device().di();
    }

    /// What was scanned, in pieces of a registered device, or why it cannot be told.
    ///
    /// @param scanned   read in one way
    /// @param receiving whether everything that the device's label has to show is needed; later
    ///     steps need only the lot and serial number
    /// @param counting  whether what a person counted stands above the label, and may be nothing
    static Identified identify(
            Pieces pieces, ScannedGoods scanned, boolean receiving, boolean counting) {
        LabelReading label = scanned.readings().getFirst();
        DeviceRegistered device = pieces.device();
        List<String> missing = new ArrayList<>();
        if (device.identifiers().lot() && label.lot() == null) {
            missing.add("lot");
        }
        if (device.identifiers().serial() && label.serial() == null) {
            missing.add("serial");
        }
        if (receiving && device.identifiers().productionDate() && label.productionDate() == null) {
            missing.add("productionDate");
        }
        if (receiving && device.identifiers().expiryDate() && label.expiryDate() == null) {
            missing.add("expiryDate");
        }
        if (!missing.isEmpty()) {
            return new Unidentified(new SharedRejection.IncompleteItem(device.di(), missing));
        }
        Integer counted = scanned.counted();
        boolean none = counting && counted != null && counted == 0;
        // a label of 0 says nothing: the pieces are counted
        Integer said = label.quantity();
        if (counted != null && said != null && said > 0 && !none && !counted.equals(said)) {
            return new Unidentified(
                    new SharedRejection.QuantityConflict(scanned.di(), label.lot(), said, counted));
        }
        int units =
                Objects.requireNonNullElse(
                        counted, Objects.requireNonNullElse(label.quantity(), 1));
        if (units < 1 && !none) {
            return new Unidentified(new SharedRejection.NoQuantity(scanned.di(), label.lot()));
        }
        long quantity = pieces.count() * units;
        if (label.serial() != null && quantity != 1 && !none) {
            return new Unidentified(
                    new SharedRejection.SerialQuantity(device.di(), label.serial(), quantity));
        }
        if (quantity > Quantity.MAX) {
            return new Unidentified(
                    new SharedRejection.QuantityTooLarge(scanned.di(), quantity, Quantity.MAX));
        }
        return new Goods(
                device,
                label.lot(),
                label.serial(),
                label.productionDate(),
                label.expiryDate(),
                (int) quantity,
                label.container(),
                scanned.settled(),
                scanned.scan());
    }

    private @Nullable Pieces unpack(DeviceRegistered file, Di di) {
        long count = 1;
        Di level = di;
        for (int depth = 0; depth < MAX_LEVELS; depth++) {
            PackageLevel content = contentOf(file, level);
            if (content == null) {
                return null;
            }
            count = Math.min(count * content.quantity(), Integer.MAX_VALUE);
            level = content.contains();
            DeviceRegistered device = files.get(level);
            if (device != null) {
                return new Pieces(device, count);
            }
        }
        return null;
    }

    private static @Nullable PackageLevel contentOf(DeviceRegistered file, Di di) {
        for (PackageLevel level : file.packages()) {
            if (level.di().equals(di)) {
                return level;
            }
        }
        return null;
    }

    /// A device and how many of it one unit of the DI holds.
    public record Pieces(DeviceRegistered device, long count) {

        /// How many pieces so many units are; null for an unknown number.
        public @Nullable Integer of(@Nullable Integer units) {
            return units == null ? null : (int) Math.min(Integer.MAX_VALUE, count * units);
        }
    }

    /// The outcome of looking a scan up in the catalogue.
    public sealed interface Identified permits Goods, Unidentified {}

    /// Why a scan cannot be turned into pieces of a device.
    public record Unidentified(Rejection reason) implements Identified {}
}
