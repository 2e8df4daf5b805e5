package io.lotline.projections.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.lotline.projections.engine.Edition;
import io.lotline.projections.engine.Editions;
import io.lotline.projections.engine.ViewEditions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The editions of the views, one document a view. A change replaces the revision that it was made
/// from: of two nodes that change one document, one loses and looks again.
final class MongoViewEditions implements ViewEditions {
    private static final String REVISION = "revision";

    private final MongoCollection<Document> documents;

    MongoViewEditions(MongoDatabase database) {
        this.documents = database.getCollection("view_editions");
    }

    @Override
    public Editions of(String view, int version) {
        Document stored = stored(view);
        if (stored != null) {
            return editions(stored);
        }
        try {
            documents.insertOne(document(Editions.first(view, version), 1));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != com.mongodb.ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        return change(view, first -> first);
    }

    @Override
    public Map<String, Editions> all() {
        Map<String, Editions> all = new HashMap<>();
        Asked.of(
                () ->
                        documents
                                .find()
                                .forEach(
                                        stored ->
                                                all.put(
                                                        stored.getString("_id"),
                                                        editions(stored))));
        return all;
    }

    @Override
    public Editions change(String view, UnaryOperator<Editions> change) {
        while (true) {
            Document stored = stored(view);
            if (stored == null) {
                throw new IllegalStateException("no editions of view " + view);
            }
            Editions before = editions(stored);
            Editions after = change.apply(before);
            long revision = number(stored, REVISION);
            if (after.equals(before) || replaced(view, revision, after)) {
                return after;
            }
        }
    }

    private boolean replaced(String view, long revision, Editions after) {
        return Asked.of(
                () ->
                        documents
                                        .replaceOne(
                                                Filters.and(
                                                        Filters.eq("_id", view),
                                                        Filters.eq(REVISION, revision)),
                                                document(after, revision + 1))
                                        .getMatchedCount()
                                == 1);
    }

    private @Nullable Document stored(String view) {
        return Asked.of(() -> Optional.ofNullable(documents.find(Filters.eq("_id", view)).first()))
                .orElse(null);
    }

    private static Document document(Editions editions, long revision) {
        Edition next = editions.next();
        List<Document> retired = new ArrayList<>();
        for (Editions.Retired each : editions.retired()) {
            retired.add(document(each.edition()).append("since", each.since().toEpochMilli()));
        }
        return new Document("_id", editions.live().view())
                .append(REVISION, revision)
                .append("live", document(editions.live()))
                .append("next", next == null ? null : document(next))
                .append("retired", retired)
                .append("builds", editions.builds())
                .append("retries", editions.retries());
    }

    private static Document document(Edition edition) {
        return new Document("version", edition.version()).append("build", edition.build());
    }

    private static Editions editions(Document stored) {
        String view = stored.getString("_id");
        Document next = stored.get("next", Document.class);
        List<Editions.Retired> retired = new ArrayList<>();
        for (Document each : stored.getList("retired", Document.class)) {
            retired.add(
                    new Editions.Retired(
                            edition(view, each), Instant.ofEpochMilli(number(each, "since"))));
        }
        return new Editions(
                edition(view, stored.get("live", Document.class)),
                next == null ? null : edition(view, next),
                retired,
                (int) number(stored, "builds"),
                number(stored, "retries"));
    }

    private static Edition edition(String view, Document stored) {
        return new Edition(view, (int) number(stored, "version"), (int) number(stored, "build"));
    }

    private static long number(Document stored, String field) {
        return stored.get(field, Number.class).longValue();
    }
}
