package io.lotline.api.scan;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedGoods;
import io.lotline.core.distribution.CheckItem;
import io.lotline.core.distribution.LoadItem;
import io.lotline.core.distribution.PackItem;
import io.lotline.core.distribution.PickItem;
import io.lotline.core.distribution.PutBackItem;
import io.lotline.core.distribution.ReturnGoods;
import io.lotline.core.distribution.UnloadItem;
import io.lotline.core.events.Scan;
import io.lotline.core.inbound.ReceiveGoods;
import io.lotline.core.inventory.CountStock;
import io.lotline.core.inventory.FinishLocation;
import io.lotline.core.inventory.MoveGoods;
import io.lotline.core.inventory.PutAwayGoods;
import io.lotline.core.values.CountId;
import io.lotline.core.values.Location;
import io.lotline.core.values.MalformedValue;
import io.lotline.core.values.NoticeId;
import io.lotline.core.values.OrderId;
import io.lotline.core.values.ShipmentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the command of a scan's task.
///
/// @param actor who scanned
record ScanCommands(ScanRequest scan, ScannedGoods goods, LocalDate today, String actor) {

    /// The command, and what else it may be where there is no document of its reference: `putaway`
    /// and `move` with an order put back what the order does not want any more.
    ///
    /// @throws MalformedValue if the scan lacks what its task needs
    List<Command> commands() {
        boolean referring = scan.reference() != null;
        return switch (scan.task()) {
            case PUTAWAY ->
                    !referring
                            ? List.of(command())
                            : scan.location() == null
                                    ? List.of(putBack())
                                    : List.of(command(), putBack());
            case MOVE ->
                    !referring
                            ? List.of(command())
                            : scan.location() == null
                                    ? List.of(putBack())
                                    : List.of(putBack(), command());
            case RECEIVE, PICK, CHECK, PACK, LOAD, UNLOAD, COUNT, RETURN -> List.of(command());
        };
    }

    private Command putBack() {
        return new PutBackItem(
                order(), scan.location() == null ? null : location(), toLocation(), goods, today);
    }

    private Command command() {
        return switch (scan.task()) {
            case RECEIVE -> new ReceiveGoods(notice(), location(), goods, today);
            case PUTAWAY ->
                    new PutAwayGoods(
                            namedNotice(), scan.owner(), location(), toLocation(), goods, today);
            case MOVE ->
                    new MoveGoods(
                            namedNotice(), scan.owner(), location(), toLocation(), goods, today);
            case PICK -> new PickItem(order(), location(), goods, today);
            case CHECK -> new CheckItem(order(), scan.warehouse(), goods);
            case PACK -> new PackItem(order(), scan.warehouse(), fields().container(), goods);
            case LOAD -> new LoadItem(shipment(), scan.warehouse(), goods, today);
            case UNLOAD -> new UnloadItem(shipment(), scan.warehouse(), goods);
            case COUNT ->
                    new CountStock(
                            fields().reference("the count", CountId::new),
                            scan.owner(),
                            location(),
                            goods,
                            actor);
            case RETURN -> new ReturnGoods(order(), location(), goods);
        };
    }

    /// That nothing more lies in a location than was counted there.
    ///
    /// @throws MalformedValue if the scan lacks what is needed for it
    static FinishLocation finishing(
            ScanRequest scan, Instant scannedAt, LocalDate today, Instant oldest, String actor) {
        if (scan.owner() != null) {
            throw new MalformedValue(
                    "owner",
                    "A count without symbols is of all that lies in the location, and owner %s was sent.\nMaybe leave it out, or scan the goods."
                            .formatted(scan.owner()));
        }
        return new FinishLocation(
                new ScanFields(scan).reference("the count", CountId::new),
                new ScanFields(scan).location(),
                actor,
                new Scan(
                        scan.scanId(),
                        "none",
                        List.of(),
                        scannedAt,
                        scan.warehouse(),
                        scan.location(),
                        null),
                today,
                oldest);
    }

    private @Nullable NoticeId namedNotice() {
        return scan.reference() == null ? null : notice();
    }

    private NoticeId notice() {
        return fields().notice();
    }

    private OrderId order() {
        return fields().order();
    }

    private ShipmentId shipment() {
        return fields().shipment();
    }

    private Location location() {
        return fields().location();
    }

    private Location toLocation() {
        return fields().toLocation();
    }

    private ScanFields fields() {
        return new ScanFields(scan);
    }
}
