package dev.onhand.order.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What an address needs in its country: the form of the postal code where it is well defined
/// (`address/postal-codes.txt` names the source), and a state or province where mail needs one.
final class AddressRules {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Map<String, Rule> RULES = read();

  private AddressRules() {}

  private record Rule(Pattern code, String example, boolean codeNeeded, boolean stateNeeded) {}

  /// What is missing or wrong, as `field` or `field: what it should be`. Nothing of the address is
  /// in it, so that it may be kept in the open.
  static List<String> problems(ShipTo to) {
    var problems = new ArrayList<String>();
    if (blank(to.address1())) problems.add("address1");
    if (blank(to.city())) problems.add("city");
    var country = to.country();
    if (blank(country)) {
      problems.add("country");
    } else if (!COUNTRIES.contains(country)) {
      problems.add("country: an ISO 3166-1 code of two letters, such as DE");
    } else {
      inCountry(to, RULES.get(country), problems);
    }
    return problems;
  }

  private static void inCountry(ShipTo to, Rule rule, List<String> problems) {
    if (rule == null) return;
    if (rule.stateNeeded && blank(to.province())) {
      problems.add("province: the state or province, which " + to.country() + " needs");
    }
    if (blank(to.postalCode())) {
      if (rule.codeNeeded) problems.add("postalCode: such as " + rule.example);
    } else if (!rule.code.matcher(upper(to.postalCode())).matches()) {
      problems.add("postalCode: of the form of " + to.country() + ", such as " + rule.example);
    }
  }

  private static String upper(String code) {
    return code.strip().toUpperCase(Locale.ROOT);
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  // ---- the table

  private static Map<String, Rule> read() {
    var rules = new HashMap<String, Rule>();
    try (var table = AddressRules.class.getResourceAsStream("/address/postal-codes.txt")) {
      var text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
      for (var line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
        var columns = List.of(line.split("\t"));
        var needs = columns.size() > 3 ? columns.get(3) : "";
        rules.put(
            columns.getFirst(),
            new Rule(
                pattern(columns.get(1)),
                columns.get(2),
                needs.contains("code"),
                needs.contains("state")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(rules);
  }

  /// Linear in the code's length: nothing in a form repeats.
  private static Pattern pattern(String forms) {
    var pattern = new StringBuilder();
    for (int i = 0; i < forms.length(); i++) {
      var c = forms.charAt(i);
      switch (c) {
        case 'N' -> pattern.append("[0-9]");
        case '@' -> pattern.append("[A-Z]");
        case 'X' -> pattern.append("[A-Z0-9]");
        case '/' -> pattern.append('|');
        case '[' -> {
          pattern.append(forms.charAt(i + 1) == '_' ? " ?" : "-?");
          i += 2;
        }
        default -> pattern.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(pattern.toString());
  }
}
