package io.lotline.core.inventory;

import io.lotline.core.decision.Rejection;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.Location;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.SerialNumber;
import io.lotline.core.values.Sscc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why goods stay where they are.
public sealed interface InventoryRejection extends Rejection {

    /// Several owners have the same lot in the location.
    record AmbiguousOwner(
            Di di, @Nullable LotNumber lot, Location location, List<EnterpriseId> owners)
            implements InventoryRejection {
        public AmbiguousOwner {
            owners = List.copyOf(owners);
        }

        @Override
        public String message() {
            return "Device %s%s lies in location %s for several owners: %s.\nMaybe name the inbound notice or the owner."
                    .formatted(di, lot == null ? "" : ", lot " + lot, location, owners);
        }
    }

    /// A step names a notice and an owner, and the notice is another's.
    ///
    /// @param owner whose notice it is
    /// @param named whom the step names
    record OwnerNotOfNotice(NoticeId notice, EnterpriseId owner, EnterpriseId named)
            implements InventoryRejection {
        @Override
        public String message() {
            return "Notice %s is of owner %s, and the scan names owner %s.\nMaybe leave the one out that is wrong."
                    .formatted(notice, owner, named);
        }
    }

    /// Nobody has such goods in the location, and no owner is named.
    record UnknownOwner(
            Di di, @Nullable LotNumber lot, @Nullable SerialNumber serial, Location location)
            implements InventoryRejection {
        @Override
        public String message() {
            return "No owner has device %s%s%s booked in location %s.\nMaybe name the owner whose goods were found there."
                    .formatted(
                            di,
                            lot == null ? "" : ", lot " + lot,
                            serial == null ? "" : ", serial number " + serial,
                            location);
        }
    }

    /// The goods wait for their inspection.
    record NotInspected(Di di, @Nullable LotNumber lot, Location location, int pending, int asked)
            implements InventoryRejection {
        @Override
        public String message() {
            return "%d of device %s%s in location %s still wait for inspection, so %d cannot be put away.\nMaybe quality staff have to conclude on them first."
                    .formatted(pending, di, lot == null ? "" : ", lot " + lot, location, asked);
        }
    }

    /// A unit holds goods of another owner than the one that was named.
    record UnitOfOtherOwner(Sscc container, EnterpriseId owner, EnterpriseId named)
            implements InventoryRejection {
        @Override
        public String message() {
            return "Unit %s holds goods of %s, and %s was named.\nMaybe leave the owner out: a unit's goods are known."
                    .formatted(container, owner, named);
        }
    }
}
