package io.lotline.core.inventory;

import io.lotline.core.decision.Books;
import io.lotline.core.decision.Decision;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Rejection;
import io.lotline.core.events.HoldScope;
import io.lotline.core.events.InventoryEvent.StockHeld;
import io.lotline.core.events.MasterDataEvent.EnterpriseRegistered;
import io.lotline.core.rules.Devices;
import io.lotline.core.rules.Devices.Pieces;
import io.lotline.core.rules.DocumentExists;
import io.lotline.core.rules.Enterprises;
import io.lotline.core.rules.Known;
import io.lotline.core.rules.SharedBooks;
import io.lotline.core.rules.SharedBooks.Piece;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.rules.StockBook.Cell;
import io.lotline.core.values.Di;
import io.lotline.core.values.EnterpriseId;
import io.lotline.core.values.EnterpriseRole;
import io.lotline.core.values.LotNumber;
import io.lotline.core.values.SerialNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Any stock of a known device can be stopped, also what has not come in yet where that is said:
/// a hold of what nobody knows would stop nothing. A hold is never changed: the same again changes
/// nothing.
public final class HoldStockDecision implements Decision<HoldStock> {

    @Override
    public Class<HoldStock> commandType() {
        return HoldStock.class;
    }

    @Override
    public Outcome decide(HoldStock command, Books books) {
        HoldScope named = command.scope();
        Pieces pieces = Devices.reading(books, named.di()).pieces(named.di());
        Di di = pieces == null ? named.di() : pieces.device().di();
        HoldScope scope =
                new HoldScope(di, named.lot(), named.serial(), named.location(), named.owner());
        StockHeld held = new StockHeld(command.hold(), scope, command.reason());
        StockHeld before = books.open(Hold.BOOK, command.hold()).held();
        if (held.equals(before)) {
            return Outcome.accepted();
        }
        if (before != null) {
            return Outcome.rejected(new DocumentExists("hold", command.hold().value()));
        }
        if (pieces == null) {
            return Outcome.rejected(Known.unknownDevice(books, named.di()));
        }
        Rejection refusal = unknown(books, scope, command.expected());
        return refusal == null ? Outcome.accepted(held) : Outcome.rejected(refusal);
    }

    private static @Nullable Rejection unknown(Books books, HoldScope scope, boolean expected) {
        Rejection refusal =
                scope.lot() == null
                        ? null
                        : Known.refusal(books, scope.di(), scope.lot(), expected);
        if (refusal == null && scope.serial() != null) {
            refusal = Known.refusal(books, scope.di(), scope.serial(), expected);
        }
        if (refusal == null && scope.serial() != null && scope.lot() != null) {
            refusal = ofOtherLot(books, scope.di(), scope.serial(), scope.lot());
        }
        if (refusal == null && scope.location() != null) {
            refusal = Known.refusal(books, scope.location());
        }
        if (refusal == null && scope.owner() != null) {
            refusal = ofNoDepositor(books, scope.owner());
        }
        return refusal;
    }

    /// Goods are a depositor's: a hold of another's stops nothing.
    private static @Nullable Rejection ofNoDepositor(Books books, EnterpriseId owner) {
        EnterpriseRegistered file = Enterprises.reading(books, List.of(owner)).files().get(owner);
        if (file == null) {
            return Known.refusal(books, owner);
        }
        return file.roles().contains(EnterpriseRole.DEPOSITOR)
                ? null
                : new SharedRejection.WrongRole(owner, EnterpriseRole.DEPOSITOR, file.roles());
    }

    private static @Nullable Rejection ofOtherLot(
            Books books, Di di, SerialNumber serial, LotNumber lot) {
        Cell cell = books.open(SharedBooks.SERIAL, new Piece(di, serial)).cell();
        return cell == null || lot.equals(cell.item().lot())
                ? null
                : new SharedRejection.SerialOfOtherLot(di, serial, lot, cell.item().lot());
    }
}
