package io.lotline.core.eventlog.mongo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/// The connections between the nodes of a simulation, in one thread. A message waits until it is
/// delivered; what one node says to another stays in order, but may break off anywhere, and now and
/// then comes twice. Anybody may be asked to write for anybody.
final class SimulatedLinks {
    private final SplittableRandom random;
    private final Consumer<Supplier<String>> trace;
    private final List<Node> nodes = new ArrayList<>();

    /// What is on its way; in an order that the seed alone decides.
    private final Map<Way, ArrayDeque<Message>> underway = new TreeMap<>();

    private boolean calm;

    private record Way(int from, int to) implements Comparable<Way> {
        @Override
        public int compareTo(Way other) {
            return from == other.from
                    ? Integer.compare(to, other.to)
                    : Integer.compare(from, other.from);
        }
    }

    /// @param bytes nothing where the connection broke off
    private record Message(byte @Nullable [] bytes) {}

    SimulatedLinks(SplittableRandom random, Consumer<Supplier<String>> trace) {
        this.random = random;
        this.trace = trace;
    }

    Node connect(Consumer<PendingAppend> submit, Consumer<News> tell, LongSupplier head) {
        Node node = new Node(nodes.size(), submit, tell, head);
        nodes.add(node);
        return node;
    }

    /// A message arrives, or a connection breaks off.
    void happen() {
        if (underway.isEmpty()) {
            return;
        }
        List<Way> ways = List.copyOf(underway.keySet());
        Way way = ways.get(random.nextInt(ways.size()));
        if (!calm && random.nextInt(12) == 0) {
            trace.accept(() -> "broken: " + way);
            breakOff(way.from(), way.to());
        } else {
            deliver(way);
        }
    }

    /// Everything arrives from now on.
    void calm() {
        calm = true;
    }

    private void breakOff(int one, int other) {
        for (Way way : List.of(new Way(one, other), new Way(other, one))) {
            underway.remove(way);
            send(way, null);
        }
        nodes.get(one).writesFor.remove(other);
        nodes.get(other).writesFor.remove(one);
    }

    private void send(Way way, byte @Nullable [] bytes) {
        underway.computeIfAbsent(way, _ -> new ArrayDeque<>()).add(new Message(bytes));
    }

    private void deliver(Way way) {
        ArrayDeque<Message> queue = underway.get(way);
        boolean again = !calm && random.nextInt(20) == 0;
        Message message = again ? queue.getFirst() : queue.removeFirst();
        if (queue.isEmpty()) {
            underway.remove(way);
        }
        Node to = nodes.get(way.to());
        if (message.bytes() == null) {
            to.tell.accept(new News.Lost());
        } else {
            to.take(way.from(), message.bytes());
        }
    }

    /// One node, until it dies.
    final class Node implements Peers {
        private final int number;
        private final Consumer<PendingAppend> submit;
        private final Consumer<News> tell;
        private final LongSupplier head;
        private final Set<Integer> writesFor = new HashSet<>();
        private boolean dead;

        private Node(
                int number,
                Consumer<PendingAppend> submit,
                Consumer<News> tell,
                LongSupplier head) {
            this.number = number;
            this.submit = submit;
            this.tell = tell;
            this.head = head;
        }

        private void take(int from, byte[] bytes) {
            if (dead) {
                return;
            }
            switch (read(bytes)) {
                case LinkMessage.Hand hand -> {
                    trace.accept(
                            () ->
                                    "%d was asked by %d to write %d"
                                            .formatted(number, from, hand.appends().size()));
                    writesFor.add(from);
                    hand.write(submit, head, answer -> sendTo(from, answer));
                }
                case LinkMessage.Tell(News news) -> tell.accept(news);
            }
        }

        private void sendTo(int other, byte[] bytes) {
            if (!dead) {
                send(new Way(number, other), bytes);
            }
        }

        private static LinkMessage read(byte[] bytes) {
            try {
                return LinkMessage.read(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void contended() {
            // anybody may be asked at any time
        }

        @Override
        public boolean writeForUs() {
            return !calm && nodes.size() > 1 && random.nextInt(2) == 0;
        }

        @Override
        public void hand(List<PendingAppend> appends, long after) {
            int other = random.nextInt(nodes.size() - 1);
            int writer = other < number ? other : other + 1;
            if (nodes.get(writer).dead) {
                send(new Way(writer, number), null);
            } else {
                send(new Way(number, writer), LinkMessage.hand(appends, after));
            }
        }

        @Override
        public void durable(List<RawBsonDocument> documents, @Nullable BsonDocument time) {
            writesFor.forEach(
                    other -> send(new Way(number, other), LinkMessage.written(documents, time)));
        }

        @Override
        public void moved(long position) {
            writesFor.forEach(
                    other -> send(new Way(number, other), LinkMessage.back(Set.of(), position)));
        }

        @Override
        public void leave() {
            // the connection breaks off soon enough
        }

        /// `kill -9`: others notice sooner or later.
        @Override
        public void close() {
            dead = true;
            for (Node other : nodes) {
                if (other != this) {
                    breakOff(number, other.number);
                }
            }
        }
    }
}
