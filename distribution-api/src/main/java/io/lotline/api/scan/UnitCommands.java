package io.lotline.api.scan;

import io.lotline.core.decision.Command;
import io.lotline.core.decision.ScannedUnit;
import io.lotline.core.distribution.CheckUnit;
import io.lotline.core.distribution.LoadUnit;
import io.lotline.core.distribution.PackUnit;
import io.lotline.core.distribution.PickUnit;
import io.lotline.core.distribution.PutBackUnit;
import io.lotline.core.distribution.ReturnUnit;
import io.lotline.core.inbound.ReceiveUnit;
import io.lotline.core.inventory.CountUnit;
import io.lotline.core.inventory.MoveUnit;
import io.lotline.core.values.CountId;
import io.lotline.core.values.MalformedValue;
import java.util.List;

/// Makes the command of a task whose scan is the label of a logistic unit.
record UnitCommands(ScanRequest scan, ScannedUnit unit, String actor) {

    /// The command, and what else it may be, as with single pieces.
    ///
    /// @throws MalformedValue if the scan lacks what its task needs
    List<Command> commands() {
        Integer quantity = scan.quantity();
        if (quantity != null && quantity != 1) {
            throw new MalformedValue(
                    "quantity",
                    "The label of a unit stands for all that is in it, and a quantity of %d was sent.\nMaybe leave it out, or scan the label of the goods."
                            .formatted(quantity));
        }
        ScanFields fields = new ScanFields(scan);
        return switch (scan.task()) {
            case PUTAWAY, MOVE -> moving(fields);
            case RECEIVE -> List.of(new ReceiveUnit(fields.notice(), fields.location(), unit));
            case PICK ->
                    List.of(
                            new PickUnit(
                                    fields.order(),
                                    scan.warehouse(),
                                    fields.locationIfAny(),
                                    unit));
            case CHECK -> List.of(new CheckUnit(fields.order(), scan.warehouse(), unit));
            case PACK ->
                    List.of(
                            new PackUnit(
                                    scan.reference() == null ? null : fields.order(),
                                    scan.warehouse(),
                                    fields.container(),
                                    unit));
            case LOAD -> List.of(new LoadUnit(fields.shipment(), scan.warehouse(), false, unit));
            case UNLOAD -> List.of(new LoadUnit(fields.shipment(), scan.warehouse(), true, unit));
            case COUNT ->
                    List.of(
                            new CountUnit(
                                    fields.reference("the count", CountId::new),
                                    fields.location(),
                                    unit,
                                    actor));
            case RETURN -> List.of(new ReturnUnit(fields.order(), fields.location(), unit));
        };
    }

    private List<Command> moving(ScanFields fields) {
        boolean putaway = scan.task() == Task.PUTAWAY;
        Command move =
                new MoveUnit(
                        putaway,
                        scan.reference() == null ? null : fields.notice(),
                        scan.owner(),
                        fields.locationIfAny(),
                        fields.toLocation(),
                        unit);
        if (scan.reference() == null) {
            return List.of(move);
        }
        Command putBack =
                new PutBackUnit(fields.order(), fields.locationIfAny(), fields.toLocation(), unit);
        return List.of(putBack, move);
    }
}
