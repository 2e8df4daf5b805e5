package io.lotline.core.eventlog.chain;

import java.util.ArrayList;
import java.util.List;

/// A Merkle tree's nodes in memory: 64 bytes and their array an event.
public final class MerkleNodes implements MerkleTree.Nodes {
    private final List<List<byte[]>> levels = new ArrayList<>();

    /// Adds a leaf and every subtree that it completes.
    public void add(byte[] leaf) {
        byte[] node = leaf;
        int level = 0;
        while (true) {
            if (levels.size() == level) {
                levels.add(new ArrayList<>());
            }
            List<byte[]> nodes = levels.get(level);
            nodes.add(node);
            if (nodes.size() % 2 == 1) {
                return;
            }
            node = MerkleTree.parent(nodes.get(nodes.size() - 2), node);
            level++;
        }
    }

    @Override
    public byte[] node(int level, long index) {
        return levels.get(level).get(Math.toIntExact(index)).clone();
    }

    @Override
    public long size() {
        return levels.isEmpty() ? 0 : levels.getFirst().size();
    }
}
