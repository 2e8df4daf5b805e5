package io.lotline.projections.store;

import com.mongodb.MongoException;
import io.lotline.projections.engine.StoreUnavailable;
import java.util.function.Supplier;

/// Says in the engine's words that the database does not answer.
final class Asked {
    private Asked() {}

    static <T> T of(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException e) {
            throw new StoreUnavailable(
                    "The store of the views does not answer: " + e.getMessage(), e);
        }
    }

    static void of(Runnable question) {
        boolean _ =
                of(
                        () -> {
                            question.run();
                            return true;
                        });
    }
}
