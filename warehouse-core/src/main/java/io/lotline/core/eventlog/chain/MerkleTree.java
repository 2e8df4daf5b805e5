package io.lotline.core.eventlog.chain;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A Merkle tree in the shape of RFC 9162 (Certificate Transparency): roots of any size up to its
/// own, proofs that an event is in it and that it only ever grew.
///
/// The leaf of an event is `SHA-256(0x00, event hash)`; the leaf at index i is the event at
/// position i + 1. Roots, leaves and proofs are lower-case hex. Nodes of whole subtrees are asked
/// of a [Nodes], so a tree over many events needs no memory for them, and each answer asks for few.
public final class MerkleTree {
    private static final HexFormat HEX = HexFormat.of();
    private static final int HASH_BYTES = 32;

    private final Nodes nodes;

    public MerkleTree(Nodes nodes) {
        this.nodes = nodes;
    }

    /// Where the hashes of whole subtrees are kept.
    public interface Nodes {
        /// The hash over the `2^level` leaves from `index * 2^level` on. Level 0 are the leaves.
        byte[] node(int level, long index);

        /// The number of leaves.
        long size();
    }

    /// The leaf of an event.
    public static byte[] leaf(EventHash event) {
        return leaf(event.bytes());
    }

    /// The leaf of anything.
    static byte[] leaf(byte[] entry) {
        MessageDigest digest = HashInput.digest();
        digest.update((byte) 0);
        return digest.digest(entry);
    }

    /// The node over two others.
    public static byte[] parent(byte[] left, byte[] right) {
        MessageDigest digest = HashInput.digest();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /// The root over the first leaves.
    public String root(long size) {
        checkSize(size);
        return HEX.formatHex(size == 0 ? HashInput.digest().digest() : hash(0, size));
    }

    /// What proves that the leaf at an index is among the first `size`.
    public List<String> inclusion(long index, long size) {
        checkSize(size);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf %d in a tree of %d".formatted(index, size));
        }
        List<String> proof = new ArrayList<>();
        inclusion(index, 0, size, proof);
        return proof;
    }

    private void inclusion(long index, long start, long size, List<String> proof) {
        if (size == 1) {
            return;
        }
        long left = leftSize(size);
        if (index < left) {
            inclusion(index, start, left, proof);
            proof.add(HEX.formatHex(hash(start + left, size - left)));
        } else {
            inclusion(index - left, start + left, size - left, proof);
            proof.add(HEX.formatHex(hash(start, left)));
        }
    }

    /// What proves that the tree of the first `newSize` leaves begins with that of the first
    /// `oldSize`.
    public List<String> consistency(long oldSize, long newSize) {
        checkSize(newSize);
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException(
                    "a tree of %d does not grow to %d".formatted(oldSize, newSize));
        }
        List<String> proof = new ArrayList<>();
        if (oldSize > 0 && oldSize < newSize) {
            consistency(oldSize, 0, newSize, true, proof);
        }
        return proof;
    }

    private void consistency(
            long oldSize, long start, long size, boolean whole, List<String> proof) {
        if (oldSize == size) {
            if (!whole) {
                proof.add(HEX.formatHex(hash(start, size)));
            }
            return;
        }
        long left = leftSize(size);
        if (oldSize <= left) {
            consistency(oldSize, start, left, whole, proof);
            proof.add(HEX.formatHex(hash(start + left, size - left)));
        } else {
            consistency(oldSize - left, start + left, size - left, false, proof);
            proof.add(HEX.formatHex(hash(start, left)));
        }
    }

    private void checkSize(long size) {
        if (size < 0 || size > nodes.size()) {
            throw new IllegalArgumentException(
                    "the tree has %d leaves, not %d".formatted(nodes.size(), size));
        }
    }

    /// The hash over leaves from `start` on, which every split aligns.
    private byte[] hash(long start, long size) {
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return nodes.node(level, start >> level);
        }
        long left = leftSize(size);
        return parent(hash(start, left), hash(start + left, size - left));
    }

    /// The largest power of two below a size of two or more.
    private static long leftSize(long size) {
        return Long.highestOneBit(size - 1);
    }

    /// Whether the proof leads from the leaf to the root.
    public static boolean verifyInclusion(
            byte[] leaf, long index, long size, List<String> proof, String root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (String step : proof) {
            byte[] sibling = parsed(step);
            if (last == 0 || sibling.length != HASH_BYTES) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = parent(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = parent(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && HEX.formatHex(hash).equals(root);
    }

    /// Whether the proof shows that the new tree begins with the old one.
    public static boolean verifyConsistency(
            long oldSize, long newSize, List<String> proof, String oldRoot, String newRoot) {
        if (oldSize < 0 || oldSize > newSize) {
            return false;
        }
        if (oldSize == newSize) {
            return proof.isEmpty() && oldRoot.equals(newRoot);
        }
        if (oldSize == 0) {
            return proof.isEmpty() && oldRoot.equals(HEX.formatHex(HashInput.digest().digest()));
        }
        List<String> steps = new ArrayList<>(proof);
        if (Long.bitCount(oldSize) == 1) {
            steps.addFirst(oldRoot);
        }
        if (steps.isEmpty()) {
            return false;
        }
        long node = oldSize - 1;
        long last = newSize - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        byte[] oldHash = parsed(steps.getFirst());
        byte[] newHash = oldHash;
        for (String step : steps.subList(1, steps.size())) {
            byte[] sibling = parsed(step);
            if (last == 0 || sibling.length != HASH_BYTES) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = parent(sibling, oldHash);
                newHash = parent(sibling, newHash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newHash = parent(newHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0
                && HEX.formatHex(oldHash).equals(oldRoot)
                && HEX.formatHex(newHash).equals(newRoot);
    }

    /// The bytes of a step, none where it is not hex.
    private static byte[] parsed(String hex) {
        return hex.length() == 2 * HASH_BYTES && hex.chars().allMatch(HexFormat::isHexDigit)
                ? HEX.parseHex(hex)
                : new byte[0];
    }
}
