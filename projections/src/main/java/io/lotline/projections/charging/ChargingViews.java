package io.lotline.projections.charging;

import io.lotline.projections.store.ViewSet;
import java.time.ZoneId;

/// What is answered about charges from their views.
public record ChargingViews(Tariffs tariffs, Statements statements) {
    /// The views that a statement is worked out of.
    public static String[] names() {
        return new String[] {
            TariffsView.NAME,
            ChargeSumsView.NAME,
            ChargedEventsView.NAME,
            ChargedDocumentsView.NAME,
            BinMonthsView.NAME,
            BinClassesView.NAME,
            IssuedStatementsView.NAME
        };
    }

    /// @param zone the park's: it decides what day and what month it is
    public static ChargingViews of(ViewSet views, ZoneId zone) {
        Tariffs tariffs = new Tariffs(views.add(new TariffsView()));
        return new ChargingViews(
                tariffs,
                new Statements(
                        tariffs,
                        views.add(new ChargeSumsView(zone)),
                        views.add(new ChargedEventsView(zone)),
                        views.add(new ChargedDocumentsView(zone)),
                        views.add(new BinMonthsView(zone)),
                        views.add(new BinClassesView(zone)),
                        views.add(new IssuedStatementsView())));
    }
}
