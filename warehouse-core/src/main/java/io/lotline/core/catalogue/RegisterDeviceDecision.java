package io.lotline.core.catalogue;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.PackageLevel;
import io.lotline.core.events.MasterDataEvent.Storage;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.values.Di;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A device's file can be replaced at any time; the same file again changes nothing. Its numbers
/// have to be plausible, because every later scan is read with them.
public final class RegisterDeviceDecision implements Decision<RegisterDevice> {

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
        DeviceRegistered file =
                new DeviceRegistered(
                        command.di(),
                        command.name(),
                        command.model(),
                        command.specification(),
                        command.registrationNumber(),
                        command.registrationValidTo(),
                        command.holder(),
                        command.riskClass(),
                        command.classificationCode(),
                        command.implantable(),
                        command.storage(),
                        command.identifiers(),
                        command.packages());
        Devices known = books.open(SharedBooks.DEVICE, command.di());
        return file.equals(known.files().get(command.di()))
                ? Outcome.accepted()
                : Outcome.accepted(file);
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
