package io.lotline.core.eventlog.mongo;

import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/// The committers of other nodes on the same log, as far as this one can talk to them.
///
/// Two nodes that insert at one head write in turns; one that writes for both makes larger rounds.
/// Nothing depends on it that an append is handed over, arrives, or is answered: what became of it
/// is read from the log. What they answer comes as [News] into the inbox.
interface Peers extends AutoCloseable {
    /// Nobody else is there.
    Peers NONE =
            new Peers() {
                @Override
                public void contended() {
                    // nobody could help
                }

                @Override
                public boolean writeForUs() {
                    return false;
                }

                @Override
                public void hand(List<PendingAppend> appends, long head) {
                    throw new IllegalStateException("nobody writes for us");
                }

                @Override
                public void durable(List<RawBsonDocument> documents, @Nullable BsonDocument time) {
                    // nobody listens
                }

                @Override
                public void moved(long head) {
                    // nobody listens
                }

                @Override
                public void leave() {
                    // nobody to leave
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };

    /// Another node has just written as well.
    void contended();

    /// Whether another node is there to write for this one, and it is worth while now.
    boolean writeForUs();

    /// Asks that node to write these behind this position, in their order.
    void hand(List<PendingAppend> appends, long head);

    /// Shows those for whom this node writes a round that is durable.
    ///
    /// @param time the store's time at which it is
    void durable(List<RawBsonDocument> documents, @Nullable BsonDocument time);

    /// Tells them that the log has come this far by rounds that they were not shown.
    void moved(long head);

    /// Gives up on the node that writes for this one, for a while.
    void leave();

    @Override
    void close();
}
