/// Checks a log without trusting the warehouse that wrote it, and copies logs out and in. The check
/// itself ([io.lotline.ops.verify.CommitCheck], [io.lotline.ops.verify.ChainCheck]) reads bytes and
/// uses nothing of Lotline; docs/operations.md says what it computes, so that anybody can write
/// another.
@NullMarked
package io.lotline.ops.verify;

import org.jspecify.annotations.NullMarked;
