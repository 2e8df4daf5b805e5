package io.lotline.api.http;

import java.util.List;

/// What one feature lets be asked of it. The table of operations finds it as a service, so that
/// nothing else has to name it.
public interface FeatureOperations {
    List<Operation> operations();
}
