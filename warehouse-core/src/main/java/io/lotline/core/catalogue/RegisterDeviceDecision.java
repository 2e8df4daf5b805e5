package io.lotline.core.catalogue;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.events.MasterDataEvent.PackageLevel;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.FileForm;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A device's file can be replaced, but not what goods and open notices depend on, as long as there
/// are some; the same file again changes nothing. Its numbers have to be plausible, because every
/// later scan is read with them, and each belongs to one device.
public final class RegisterDeviceDecision implements Decision<RegisterDevice> {
    private static final int NAMED = 10;

    @Override
    public Class<RegisterDevice> commandType() {
        return RegisterDevice.class;
    }

    @Override
    public Outcome decide(RegisterDevice command, Books books) {
        Rejection refusal = refusal(command);
        if (refusal != null) {
            return Outcome.rejected(refusal);
        }
        DeviceRegistered file = command.file();
        Devices known = books.open(SharedBooks.DEVICE, command.di());
        DeviceRegistered before = known.files().get(command.di());
        if (file.equals(before)) {
            return Outcome.accepted();
        }
        refusal =
                FileForm.refusal(
                        command.seen(),
                        "device",
                        command.di().value(),
                        before == null ? null : FileForm.of(before));
        if (refusal == null) {
            refusal = taken(books, file);
        }
        if (refusal == null && before != null) {
            refusal = inUse(books, before, file);
        }
        return refusal == null ? Outcome.accepted(file) : Outcome.rejected(refusal);
    }

    /// Why a DI of the file is another device's already; null if none is.
    private static @Nullable Rejection taken(Books books, DeviceRegistered file) {
        List<Di> own = new ArrayList<>();
        own.add(file.di());
        file.packages().forEach(level -> own.add(level.di()));
        for (Di di : own) {
            for (Di other : books.open(SharedBooks.DEVICE, di).files().keySet()) {
                if (!other.equals(file.di()) && has(books, other, di)) {
                    return new CatalogueRejection.DiTaken(di, file.di(), other);
                }
            }
        }
        return null;
    }

    /// Whether a device is known by a DI now: it may have had it as a package before.
    private static boolean has(Books books, Di device, Di di) {
        DeviceRegistered file = books.open(SharedBooks.DEVICE, device).files().get(device);
        return file != null
                && (di.equals(device)
                        || file.packages().stream().anyMatch(level -> level.di().equals(di)));
    }

    /// Why what is there would no longer be understood or kept well; null if it would.
    private static @Nullable Rejection inUse(
            Books books, DeviceRegistered before, DeviceRegistered after) {
        boolean tracking =
                before.identifiers().lot() != after.identifiers().lot()
                        || before.identifiers().serial() != after.identifiers().serial();
        boolean packages = !new HashSet<>(after.packages()).containsAll(before.packages());
        boolean storage = !Objects.equals(before.storage(), after.storage());
        if (!tracking && !packages && !storage) {
            return null;
        }
        UseOfDevice use = books.open(UseOfDevice.BOOK, before.di());
        if (tracking && use.hasGoods()) {
            return inUse(before.di(), "lot and serial identifiers", use, List.of());
        }
        if (packages && (use.hasGoods() || !use.notices().isEmpty())) {
            return inUse(before.di(), "packages", use, use.openNotices());
        }
        if (storage) {
            List<Location> unfit = new ArrayList<>();
            Locations locations = Locations.reading(books, use.locations());
            for (Location bin : use.locations()) {
                LocationDefined defined = locations.get(bin);
                if (defined != null && Locations.unfit(defined, after) != null) {
                    unfit.add(bin);
                }
            }
            if (!unfit.isEmpty()) {
                return new CatalogueRejection.DeviceInUse(
                        before.di(), "storage temperature", use.pieces(), first(unfit), List.of());
            }
        }
        return null;
    }

    private static Rejection inUse(Di di, String what, UseOfDevice use, List<NoticeId> notices) {
        return new CatalogueRejection.DeviceInUse(
                di, what, use.pieces(), first(use.locations()), first(notices));
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(NAMED, all.size()));
    }

    private static @Nullable Rejection refusal(RegisterDevice command) {
        if (!plausible(command.di())) {
            return new CatalogueRejection.ImplausibleDi(command.di());
        }
        Storage storage = command.storage();
        if (storage != null
                && storage.minCelsius() != null
                && storage.maxCelsius() != null
                && storage.minCelsius().compareTo(storage.maxCelsius()) > 0) {
            return new CatalogueRejection.StorageRangeReversed(
                    command.di(), storage.minCelsius(), storage.maxCelsius());
        }
        Map<Di, Di> contents = new HashMap<>();
        for (PackageLevel level : command.packages()) {
            if (!plausible(level.di())) {
                return new CatalogueRejection.ImplausibleDi(level.di());
            }
            if (level.quantity() < 1) {
                return new CatalogueRejection.PackageQuantityWrong(level.di(), level.quantity());
            }
            if (level.di().equals(command.di())
                    || contents.put(level.di(), level.contains()) != null) {
                return new CatalogueRejection.PackageLevelsConfused(command.di(), level.di());
            }
        }
        for (PackageLevel level : command.packages()) {
            if (inItself(level.di(), contents)) {
                return new CatalogueRejection.PackageLevelsConfused(command.di(), level.di());
            }
            if (!level.contains().equals(command.di()) && !contents.containsKey(level.contains())) {
                return new CatalogueRejection.PackageOfNothing(
                        command.di(), level.di(), level.contains());
            }
        }
        return null;
    }

    private static boolean inItself(Di di, Map<Di, Di> contents) {
        Set<Di> seen = new HashSet<>();
        Di level = di;
        while (level != null && seen.add(level)) {
            level = contents.get(level);
        }
        return level != null;
    }

    /// Other agencies' DIs have letters or signs; their own check characters are the scan grammar's
    /// matter.
    private static boolean plausible(Di di) {
        String value = di.value();
        int sum = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return true;
            }
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return value.length() == 14 && sum % 10 == 0;
    }
}
