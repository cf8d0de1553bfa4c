package dev.onhand.order.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/// Units of a line that have to come. `expectedAt` is when they should be there, by what was known
/// of inbound goods; null when nothing was.
public record WaitingLine(
    String lineId,
    String sku,
    long quantity,
    @JsonInclude(JsonInclude.Include.NON_NULL) Instant expectedAt) {}
