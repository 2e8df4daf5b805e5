package io.lotline.core.catalogue;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.Di;
import io.lotline.core.values.Location;
import io.lotline.core.values.NoticeId;
import java.math.BigDecimal;
import java.util.List;

/// Why a device's file is not taken.
public sealed interface CatalogueRejection extends Rejection {

    /// A DI of digits only is a GTIN, written with 14 digits of which the last one checks the
    /// others (GS1 General Specifications 7.9).
    record ImplausibleDi(Di di) implements CatalogueRejection {
        @Override
        public String message() {
            return "%s is no GTIN-14: it needs 14 digits, the last one the GS1 check digit.\nMaybe a digit was mistyped, or a shorter GTIN has to be filled up with zeros on the left."
                    .formatted(di);
        }
    }

    /// A package's file leads back to the package itself, or names it twice.
    record PackageLevelsConfused(Di device, Di packageDi) implements CatalogueRejection {
        @Override
        public String message() {
            return "The packages of device %s name %s more than once, or one inside itself.\nMaybe one of their device identifiers was copied from another level."
                    .formatted(device, packageDi);
        }
    }

    record PackageQuantityWrong(Di packageDi, int quantity) implements CatalogueRejection {
        @Override
        public String message() {
            return "Package %s cannot contain %d pieces.\nMaybe the quantity of the level below was left out."
                    .formatted(packageDi, quantity);
        }
    }

    /// A package holds what is neither the device nor another of its packages.
    record PackageOfNothing(Di device, Di packageDi, Di contains) implements CatalogueRejection {
        @Override
        public String message() {
            return "Package %s contains %s, which is neither device %s nor one of its packages.\nMaybe the level between them was left out."
                    .formatted(packageDi, contains, device);
        }
    }

    /// A DI belongs to one device, as itself or as one of its packages.
    ///
    /// @param owner the device that has it
    record DiTaken(Di di, Di device, Di owner) implements CatalogueRejection {
        @Override
        public String message() {
            return "%s cannot be of device %s: it is known as device %s or one of its packages.\nMaybe a digit was mistyped, or the file of %s has to be corrected first."
                    .formatted(di, device, owner, owner);
        }
    }

    /// Something depends on what the file says now.
    ///
    /// @param what      what cannot be changed
    /// @param pieces    how many pieces are in the house or on the way to a consignee
    /// @param locations where some of them lie
    /// @param notices   some that announce pieces which have not come
    record DeviceInUse(
            Di di, String what, long pieces, List<Location> locations, List<NoticeId> notices)
            implements CatalogueRejection {
        public DeviceInUse {
            locations = List.copyOf(locations);
            notices = List.copyOf(notices);
        }

        @Override
        public String message() {
            return "The %s of device %s cannot be changed: %d pieces are there%s%s.\nMaybe give what is different a device identifier of its own, or wait until they have left."
                    .formatted(
                            what,
                            di,
                            pieces,
                            locations.isEmpty() ? "" : ", in " + locations,
                            notices.isEmpty() ? "" : ", and more announced by " + notices);
        }
    }

    record StorageRangeReversed(Di di, BigDecimal minCelsius, BigDecimal maxCelsius)
            implements CatalogueRejection {
        @Override
        public String message() {
            return "Device %s cannot be kept at %s to %s °C.\nMaybe the two temperatures were swapped."
                    .formatted(di, minCelsius.toPlainString(), maxCelsius.toPlainString());
        }
    }
}
