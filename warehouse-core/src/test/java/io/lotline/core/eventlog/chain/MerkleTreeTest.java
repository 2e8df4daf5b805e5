package io.lotline.core.eventlog.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /// The entries and roots of the Certificate Transparency project's own tests.
    private static final List<String> ENTRIES =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final MerkleNodes nodes = new MerkleNodes();
    private final MerkleTree tree = new MerkleTree(nodes);

    @Test
    void roots_are_those_of_certificate_transparency() {
        ENTRIES.forEach(entry -> nodes.add(MerkleTree.leaf(HexFormat.of().parseHex(entry))));

        for (int size = 0; size <= ENTRIES.size(); size++) {
            assertThat(tree.root(size)).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void every_leaf_is_proven_in_every_size_and_nothing_else_is() {
        List<byte[]> leaves = leaves(40);
        leaves.forEach(nodes::add);

        for (int size = 1; size <= leaves.size(); size++) {
            String root = tree.root(size);
            for (int index = 0; index < size; index++) {
                List<String> proof = tree.inclusion(index, size);
                byte[] leaf = leaves.get(index);
                assertThat(MerkleTree.verifyInclusion(leaf, index, size, proof, root)).isTrue();
                byte[] other = leaves.get((index + 1) % leaves.size());
                assertThat(MerkleTree.verifyInclusion(other, index, size, proof, root)).isFalse();
                assertThat(MerkleTree.verifyInclusion(leaf, index + 1, size, proof, root))
                        .isFalse();
                assertThat(MerkleTree.verifyInclusion(leaf, index, size, bent(proof), root))
                        .isFalse();
            }
        }
    }

    @Test
    void every_growth_is_proven_and_no_other_history_is() {
        leaves(40).forEach(nodes::add);
        MerkleNodes otherNodes = new MerkleNodes();
        List<byte[]> otherLeaves = leaves(40);
        otherLeaves.set(0, MerkleTree.leaf(new byte[] {99}));
        otherLeaves.forEach(otherNodes::add);
        MerkleTree other = new MerkleTree(otherNodes);

        for (int newSize = 0; newSize <= 40; newSize++) {
            for (int oldSize = 0; oldSize <= newSize; oldSize++) {
                List<String> proof = tree.consistency(oldSize, newSize);
                String oldRoot = tree.root(oldSize);
                String newRoot = tree.root(newSize);
                assertThat(MerkleTree.verifyConsistency(oldSize, newSize, proof, oldRoot, newRoot))
                        .isTrue();
                if (oldSize > 0) {
                    assertThat(
                                    MerkleTree.verifyConsistency(
                                            oldSize,
                                            newSize,
                                            other.consistency(oldSize, newSize),
                                            oldRoot,
                                            other.root(newSize)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void broken_proofs_are_refused_not_thrown_at() {
        leaves(5).forEach(nodes::add);
        String root = tree.root(5);
        byte[] leaf = leaves(1).getFirst();

        assertThat(MerkleTree.verifyInclusion(leaf, 0, 5, List.of(), root)).isFalse();
        assertThat(MerkleTree.verifyInclusion(leaf, 0, 5, List.of("xyz"), root)).isFalse();
        assertThat(MerkleTree.verifyInclusion(leaf, -1, 5, List.of(), root)).isFalse();
        assertThat(MerkleTree.verifyConsistency(3, 5, List.of(), root, root)).isFalse();
        assertThat(MerkleTree.verifyConsistency(6, 5, List.of(), root, root)).isFalse();
        assertThat(MerkleTree.verifyConsistency(3, 5, List.of("x", "y"), root, root)).isFalse();
    }

    @Test
    void what_is_not_there_cannot_be_asked_for() {
        leaves(3).forEach(nodes::add);

        assertThatThrownBy(() -> tree.root(4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(3, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(MerkleTree.leaf(new byte[] {(byte) i}));
        }
        return leaves;
    }

    private static List<String> bent(List<String> proof) {
        List<String> bent = new ArrayList<>(proof);
        if (bent.isEmpty()) {
            bent.add("00".repeat(32));
        } else {
            bent.set(0, "00".repeat(32));
        }
        return bent;
    }
}
