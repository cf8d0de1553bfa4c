package dev.onhand.order.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/// Units of a line that have to come, and are expected at `expectedAt` instead of `expectedBefore`;
/// either is null when nobody knew or knows when.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangedPromise(
    String lineId, String sku, long quantity, Instant expectedBefore, Instant expectedAt) {}
