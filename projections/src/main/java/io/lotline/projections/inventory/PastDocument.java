package io.lotline.projections.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lotline.core.values.Di;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something of the past of stock: what was true at the ends of some blocks of the log, or an event
/// that was recorded long after it happened, or before.
///
/// @param cell     goods in a bin; else null
/// @param zone     the zone of a bin; else null
/// @param scope    what was stopped; else null
/// @param subject  stored for the index: the bin, or where what was stopped is anchored
/// @param since    the block in which it became so; 0 for an event
/// @param at       stored for the indexes: the words of [PastBlocks]
public record PastDocument(
        @Nullable StockCell cell,
        @Nullable Zone zone,
        @Nullable StopScope scope,
        @Nullable String subject,
        long since,
        List<String> at) {
    public PastDocument {
        at = List.copyOf(at);
    }

    static PastDocument of(StockCell cell, long block) {
        return new PastDocument(cell, null, null, null, block, PastBlocks.since(block));
    }

    static PastDocument of(String bin, Zone zone, long block) {
        return new PastDocument(null, zone, null, bin, block, PastBlocks.since(block));
    }

    static PastDocument of(StopScope scope, long block) {
        return new PastDocument(null, null, scope, scope.anchor(), block, PastBlocks.since(block));
    }

    static PastDocument event(List<String> at) {
        return new PastDocument(null, null, null, null, 0, at);
    }

    /// What it was until a block in which it changes.
    PastDocument until(long block) {
        return new PastDocument(cell, zone, scope, subject, since, PastBlocks.during(since, block));
    }

    /// Stored for the index.
    @JsonProperty("di")
    public @Nullable Di di() {
        return cell == null ? null : cell.di();
    }

    /// Stored for the index.
    @JsonProperty("lot")
    public @Nullable LotNumber lot() {
        return cell == null ? null : cell.lot();
    }

    /// Stored for the index.
    @JsonProperty("warehouse")
    public @Nullable WarehouseId warehouse() {
        return cell == null ? null : cell.warehouse();
    }

    /// Stored for the index.
    @JsonProperty("location")
    public @Nullable LocationId location() {
        return cell == null ? null : cell.location();
    }
}
