/// The scan reader: one raw string in, one neutral record out.
///
/// [ScanReader] reads one symbol; [ItemAssembly] puts the several symbols of one label together.
/// Both are pure functions over strings that no input can crash or stall. The GS1 rules come from
/// `gs1-syntax-dictionary.txt` of GS1 AISBL (Apache-2.0), which is shipped unchanged, with its
/// licence, beside the classes.
@NullMarked
package io.lotline.core.scan;

import org.jspecify.annotations.NullMarked;
