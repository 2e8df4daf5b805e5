package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.MasterDataEvent.DeviceRegistered;
import io.lotline.core.events.MasterDataEvent.LocationDefined;
import io.lotline.core.rules.FileForm;
import io.lotline.core.rules.GlnHolders;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.Locations;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A new location does not look like another one. Its definition can be replaced, but neither its
/// zone while goods lie there, nor its temperature where these need another.
public final class DefineLocationDecision implements Decision<DefineLocation> {
    private static final int NAMED = 10;

    @Override
    public Class<DefineLocation> commandType() {
        return DefineLocation.class;
    }

    @Override
    public Outcome decide(DefineLocation command, Books books) {
        Location location = command.location();
        if (command.minCelsius() != null
                && command.maxCelsius() != null
                && command.minCelsius().compareTo(command.maxCelsius()) > 0) {
            return Outcome.rejected(
                    new LocationRejection.TemperatureRangeReversed(
                            location, command.minCelsius(), command.maxCelsius()));
        }
        LocationDefined wanted = command.file();
        LocationDefined defined = books.open(SharedBooks.LOCATION, location).get(location);
        if (wanted.equals(defined)) {
            return Outcome.accepted();
        }
        Rejection changed =
                FileForm.refusal(
                        command.seen(),
                        "location",
                        location.toString(),
                        defined == null ? null : FileForm.of(defined));
        if (changed != null) {
            return Outcome.rejected(changed);
        }
        Rejection unfit = defined == null ? alike(books, location) : unfit(books, defined, wanted);
        if (unfit == null) {
            unfit = GlnHolders.refusal(books, command.gln(), location);
        }
        if (unfit != null) {
            return Outcome.rejected(unfit);
        }
        if (defined != null && defined.zone() != command.zone()) {
            long pieces = books.open(SharedBooks.OCCUPANCY, location).pieces();
            if (pieces > 0) {
                return Outcome.rejected(
                        new LocationRejection.LocationInUse(
                                location,
                                defined.zone(),
                                command.zone(),
                                (int) Math.min(pieces, Integer.MAX_VALUE)));
            }
        }
        return Outcome.accepted(wanted);
    }

    private static @Nullable Rejection alike(Books books, Location location) {
        List<Location> near = Known.near(books, location);
        return near.isEmpty() ? null : new LocationRejection.LocationLooksAlike(location, near);
    }

    private static @Nullable Rejection unfit(
            Books books, LocationDefined defined, LocationDefined wanted) {
        if (Objects.equals(defined.minCelsius(), wanted.minCelsius())
                && Objects.equals(defined.maxCelsius(), wanted.maxCelsius())) {
            return null;
        }
        List<Di> needing = new ArrayList<>();
        for (Di di :
                books.open(SharedBooks.OCCUPANCY, wanted.location()).devices().keySet().stream()
                        .sorted(Comparator.comparing(Di::value))
                        .toList()) {
            DeviceRegistered device = books.open(SharedBooks.DEVICE, di).files().get(di);
            if (device != null && Locations.unfit(wanted, device) != null) {
                needing.add(di);
            }
        }
        return needing.isEmpty()
                ? null
                : new LocationRejection.GoodsNeedOtherTemperature(
                        wanted.location(),
                        needing.size(),
                        needing.subList(0, Math.min(NAMED, needing.size())));
    }
}
