package io.lotline.projections.search;

import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.WarehouseId;

/// Who may find something: the first part of its keys, so that what a caller may not see is not
/// even looked at.
public final class Audience {
    /// Whoever reads at all.
    public static final String EVERYBODY = "m";

    /// All staff, and regulators.
    public static final String STAFF = "s";

    /// Those of them who work in every warehouse.
    public static final String PARK = "p";

    /// All; enterprises are told of those only that concern their goods.
    public static final String RECALLS = "r";

    private Audience() {}

    public static String owner(EnterpriseId owner) {
        return "e:" + owner;
    }

    public static String warehouse(WarehouseId warehouse) {
        return "w:" + warehouse;
    }

    /// What the keys of all lots of a device begin with; no word does.
    static String lots(String audience, Di di) {
        return audience + "\t\t" + di + "\t";
    }

    /// What the keys of all entries begin with whose word begins so.
    static String word(String audience, String word) {
        return audience + "\t" + word;
    }
}
