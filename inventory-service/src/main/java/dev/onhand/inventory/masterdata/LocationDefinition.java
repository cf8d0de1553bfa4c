package dev.onhand.inventory.masterdata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.onhand.platform.message.InvalidMessage;
import dev.onhand.platform.message.Require;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a location is. It bears no address: those who send goods know it.
///
/// @param country ISO 3166-1 alpha-2
/// @param zone of cost or region, a word that sourcing rules use
/// @param priority in which order locations are asked to serve an order: 0 first
/// @param timeZone in which its business days are
@Schema(description = "What a location is; without its address.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LocationDefinition(
    String name,
    @Schema(description = "The stock pool; stays.") String pool,
    @Schema(description = "Default warehouse.") Type type,
    @Schema(description = "ISO 3166-1 alpha-2.", examples = "DE") String country,
    @Schema(description = "A zone of cost or a region, named by sourcing rules.") String zone,
    @Schema(description = "In which order locations are asked: 0 first.") Integer priority,
    @Schema(description = "IANA time zone of its business days.", examples = "Europe/Berlin")
        String timeZone) {

  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final int NAME_LENGTH_MAX = 200;
  private static final int PRIORITY_MAX = 1_000_000;

  /// What kind of place.
  public enum Type {
    @JsonProperty("warehouse")
    WAREHOUSE,
    @JsonProperty("store")
    STORE,
    /// Somebody else's warehouse with our goods.
    @JsonProperty("third-party")
    THIRD_PARTY,
    /// A supplier that ships for us.
    @JsonProperty("supplier")
    SUPPLIER,
    /// On the way.
    @JsonProperty("transit")
    TRANSIT;

    /// As on the wire and in SQL.
    final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public LocationDefinition {
    Require.text("name", name);
    if (name.length() > NAME_LENGTH_MAX || name.chars().anyMatch(c -> c < ' ')) {
      throw invalid("name", "send at most " + NAME_LENGTH_MAX + " printable characters");
    }
    Require.text("pool", pool);
    type = type == null ? Type.WAREHOUSE : type;
    if (country == null || !COUNTRY.matcher(country).matches()) {
      throw invalid("country", "send two capital letters of ISO 3166-1, as DE");
    }
    if (zone != null) Names.check("zone", zone);
    if (priority == null || priority < 0 || priority > PRIORITY_MAX) {
      throw invalid("priority", "send 0 to " + PRIORITY_MAX);
    }
    if (timeZone != null) zone(timeZone);
  }

  private static void zone(String timeZone) {
    try {
      ZoneId.of(timeZone);
    } catch (DateTimeException e) {
      throw invalid("timeZone", "send an IANA time zone, as Europe/Berlin");
    }
  }

  private static InvalidMessage invalid(String field, String fix) {
    return new InvalidMessage("SCHEMA_VIOLATION", field, fix);
  }
}
