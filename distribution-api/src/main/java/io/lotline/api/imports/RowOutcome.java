package io.lotline.api.imports;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a row came to.
enum RowOutcome {
    @JsonProperty("created")
    CREATED,
    @JsonProperty("unchanged")
    UNCHANGED,
    @JsonProperty("changed")
    CHANGED,
    @JsonProperty("refused")
    REFUSED
}
