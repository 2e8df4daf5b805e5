package io.lotline.projections.engine;

import org.jspecify.annotations.Nullable;

/// The tokens of the views' editions: how far each is folded, and which node folds it.
///
/// What a claim has reached, and its signs of life, come to the store a little later and together:
/// see [#flush]. What was folded behind the stored token is folded again after a crash, which
/// changes nothing.
public interface ViewTokens {

    /// Makes the token of an edition where there is none.
    ///
    /// @param position up to which nothing is folded, 0 to fold everything
    void begin(String edition, long position);

    /// The last position that was stored of the edition, 0 if none; any node may ask.
    long position(String edition);

    /// Takes the token, if nobody has it or who has it shows no sign of life; null if not. To be
    /// asked about once a second by who wants it: only what is seen counts, no clock does.
    @Nullable Claim claim(String edition);

    /// Writes what is waiting. A claim that was lost meanwhile is noticed here, and told to its
    /// holder with its next call.
    void flush();

    /// The right to fold an edition. It lasts as long as its holder shows signs of life.
    interface Claim {

        /// From where to go on: what was stored when it was taken.
        long position();

        /// Notes how far the holder has folded.
        ///
        /// @throws ClaimLost if another node has it now
        void reached(long position);

        /// Shows a sign of life.
        ///
        /// @throws ClaimLost if another node has it now
        void keep();

        /// Up to here nobody will fold again, whatever happens.
        long settled();

        /// Stores what was reached, and lets others have the token at once.
        void release();

        /// Takes the claim from its holder, which learns of it with its next call; this node may
        /// take the token anew at once. Does not go to the store.
        void revoke();
    }

    /// Another node folds the edition now.
    final class ClaimLost extends RuntimeException {
        public ClaimLost(String edition) {
            super("Another node holds the token of " + edition);
        }
    }
}
