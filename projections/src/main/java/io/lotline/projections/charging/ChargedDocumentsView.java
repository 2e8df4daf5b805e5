package io.lotline.projections.charging;

import io.lotline.core.decision.CommandDesk.Recorded;
import io.lotline.core.events.EventCatalogue;
import io.lotline.projections.engine.View;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of the documents that work was done for: each counts once for each kind of work, on the
/// day on which it began.
public final class ChargedDocumentsView implements View<ChargedDocument> {
    public static final String NAME = "charged-documents";

    private final ZoneId zone;

    /// @param zone the park's
    public ChargedDocumentsView(ZoneId zone) {
        this.zone = zone;
    }

    private static String key(Chargeable done, String document) {
        return done.owner() + "/" + done.item() + "/" + document;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<ChargedDocument> documentType() {
        return ChargedDocument.class;
    }

    @Override
    public List<List<String>> indexes() {
        return List.of(List.of("slot", "_id"), List.of("slot", "day"));
    }

    @Override
    public Set<String> keys(Recorded recorded) {
        Set<String> keys = new LinkedHashSet<>();
        for (Chargeable done : Chargeable.of(recorded, zone)) {
            done.documents().forEach(document -> keys.add(key(done, document)));
        }
        return keys;
    }

    @Override
    public @Nullable ChargedDocument fold(
            @Nullable ChargedDocument before, Recorded recorded, String key) {
        if (before != null) {
            return before;
        }
        for (Chargeable done : Chargeable.of(recorded, zone)) {
            for (String document : done.documents()) {
                if (key(done, document).equals(key)) {
                    return new ChargedDocument(
                            ChargeSumsView.key(done.owner(), done.month(), done.item()),
                            done.day().toString(),
                            document,
                            recorded.position(),
                            recorded.at(),
                            EventCatalogue.nameOf(recorded.event().getClass()));
                }
            }
        }
        return null;
    }
}
