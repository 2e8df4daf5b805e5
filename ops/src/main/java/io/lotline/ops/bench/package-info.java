/// Benchmarks. Each figure is printed with its ratio to a baseline measured in the same run, in
/// turn with it, for the machine is never quiet.
@NullMarked
package io.lotline.ops.bench;

import org.jspecify.annotations.NullMarked;
