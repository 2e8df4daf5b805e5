package io.lotline.core.catalogue;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.Di;
import java.math.BigDecimal;

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

    record StorageRangeReversed(Di di, BigDecimal minCelsius, BigDecimal maxCelsius)
            implements CatalogueRejection {
        @Override
        public String message() {
            return "Device %s cannot be kept at %s to %s °C.\nMaybe the two temperatures were swapped."
                    .formatted(di, minCelsius.toPlainString(), maxCelsius.toPlainString());
        }
    }
}
