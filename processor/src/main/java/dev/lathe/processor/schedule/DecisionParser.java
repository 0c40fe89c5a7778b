package dev.lathe.processor.schedule;

import dev.lathe.processor.graph.FilterFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads decisions: clauses with commas between them, each a word and its values. Texts come from
 * users and from files.
 */
final class DecisionParser {

  /** The values of a clause that has none. */
  static final String NOTHING = "none";

  private static final Set<String> ALGORITHMS = Set.of("direct", "winograd", "fft");

  /** Ends a tile that has one result along all axes but the first. */
  private static final String ONE_AXIS = "x1";

  private static final int LONGEST = 1000;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,15}");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

  private final Map<String, List<String>> clauses = new HashMap<>();

  private DecisionParser() {}

  static Decision parse(String text) {
    if (text.length() > LONGEST) {
      throw new DecisionException("it has more than " + LONGEST + " characters");
    }
    DecisionParser parser = new DecisionParser();
    if (text.isBlank()) {
      throw new DecisionException("it is empty");
    }
    String algorithm = parser.read(text);
    return switch (algorithm) {
      case "winograd" -> {
        FilterFamily family = winograd(Objects.requireNonNull(parser.clauses.remove(algorithm)));
        yield new Decision.Tiled(family, parser.rows());
      }
      case "fft" -> {
        int order = number(Objects.requireNonNull(parser.clauses.remove(algorithm)));
        yield new Decision.Tiled(new FilterFamily.Roots(order), parser.rows());
      }
      case "direct" -> parser.direct();
      default -> throw new IllegalStateException(algorithm);
    };
  }

  /** Gathers the clauses, and returns the first word. */
  private String read(String text) {
    String algorithm = "";
    for (String clause : text.split(",", -1)) {
      List<String> words = new ArrayList<>(List.of(clause.strip().split("\\s+", -1)));
      if (algorithm.isEmpty()) {
        algorithm = words.getFirst();
        if (!ALGORITHMS.contains(algorithm)) {
          throw new DecisionException(
              "it begins with \"" + algorithm + "\", not with \"direct\", \"winograd\" or \"fft\"");
        }
        if (algorithm.equals("direct")) {
          words.removeFirst();
          if (words.isEmpty()) {
            continue;
          }
        }
      }
      String word = words.removeFirst();
      if (words.isEmpty()) {
        throw new DecisionException(
            word.isEmpty()
                ? "nothing stands between two commas, or behind the last"
                : "nothing follows \"" + word + "\"");
      }
      if (clauses.put(word, words) != null) {
        throw new DecisionException("it has \"" + word + "\" twice");
      }
    }
    return algorithm;
  }

  /** Results of a tile along every axis, or {@code 4x1} along the first one alone. */
  private static FilterFamily winograd(List<String> words) {
    String tile = single(words);
    return tile.endsWith(ONE_AXIS)
        ? new FilterFamily.Column(
            number(List.of(tile.substring(0, tile.length() - ONE_AXIS.length()))))
        : new FilterFamily.Points(number(words));
  }

  /** What may follow the size of tiles. */
  private OptionalInt rows() {
    List<String> rows = clauses.remove("rows");
    checkNoneLeft("rows");
    return rows == null ? OptionalInt.empty() : OptionalInt.of(number(rows));
  }

  private Decision direct() {
    Optional<String> along =
        Optional.ofNullable(clauses.remove("along")).map(words -> name(single(words)));
    Optional<SortedMap<String, Integer>> tile =
        Optional.ofNullable(clauses.remove("tile")).map(DecisionParser::sizes);
    Optional<List<String>> order =
        Optional.ofNullable(clauses.remove("sum")).map(DecisionParser::names);
    Optional<List<String>> unrolled =
        Optional.ofNullable(clauses.remove("unroll")).map(DecisionParser::names);
    Optional<WeightForm> weights =
        Optional.ofNullable(clauses.remove("weights")).map(words -> form(single(words)));
    checkNoneLeft("along, tile, sum, unroll, weights");
    return new Decision.Direct(along, tile, order, unrolled, weights);
  }

  private void checkNoneLeft(String known) {
    clauses.keySet().stream()
        .sorted()
        .findFirst()
        .ifPresent(
            word -> {
              throw new DecisionException(
                  "it has \"" + word + "\", and what may follow is " + known);
            });
  }

  private static List<String> names(List<String> words) {
    if (words.equals(List.of(NOTHING))) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (String word : words) {
      if (names.contains(name(word))) {
        throw new DecisionException("it names the axis \"" + word + "\" twice");
      }
      names.add(word);
    }
    return names;
  }

  private static SortedMap<String, Integer> sizes(List<String> words) {
    SortedMap<String, Integer> sizes = new TreeMap<>();
    if (words.equals(List.of(NOTHING))) {
      return sizes;
    }
    for (String word : words) {
      int colon = word.indexOf(':');
      if (colon < 0) {
        throw new DecisionException("\"" + word + "\" is no size of a tile, as in \"x:12\"");
      }
      int size = number(List.of(word.substring(colon + 1)));
      if (sizes.put(name(word.substring(0, colon)), size) != null) {
        throw new DecisionException("it has two sizes in \"" + word + "\"'s axis");
      }
    }
    return sizes;
  }

  private static String single(List<String> words) {
    if (words.size() > 1) {
      throw new DecisionException(
          "\"" + words.get(1) + "\" follows \"" + words.getFirst() + "\" without a comma");
    }
    return words.getFirst();
  }

  private static String name(String word) {
    if (!NAME.matcher(word).matches()) {
      throw new DecisionException("\"" + word + "\" is no axis");
    }
    return word;
  }

  private static WeightForm form(String word) {
    return WeightForm.of(word)
        .orElseThrow(
            () -> new DecisionException("\"" + word + "\" is neither \"rounded\" nor \"whole\""));
  }

  private static int number(List<String> words) {
    String word = single(words);
    if (!NUMBER.matcher(word).matches()) {
      throw new DecisionException("\"" + word + "\" is no number from 1 to 999999");
    }
    return Integer.parseInt(word);
  }
}
