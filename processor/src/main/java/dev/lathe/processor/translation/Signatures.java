package dev.lathe.processor.translation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The signatures of all operators, from {@code operators.txt} beside this class. */
final class Signatures {
  private static final String RESOURCE = "operators.txt";
  private static final Map<String, Signature> ALL = read();

  private Signatures() {}

  /** The signature of an operator that is translated. */
  static Signature of(String domain, String type) {
    String name = domain.isEmpty() ? type : domain + "." + type;
    return Objects.requireNonNull(ALL.get(name), name);
  }

  private static Map<String, Signature> read() {
    Map<String, Signature> all = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(Signatures.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line : lines.lines().filter(each -> !each.startsWith("#")).toList()) {
        String[] parts = line.split(" *\\| *", -1);
        all.put(parts[0], new Signature(operands(parts[1]), attributes(parts[2])));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(all);
  }

  private static List<Signature.Operand> operands(String text) {
    return words(text).stream().map(Signature.Operand::of).toList();
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new TreeMap<>();
    for (String word : words(text)) {
      int colon = word.indexOf(':');
      attributes.put(word.substring(0, colon), word.substring(colon + 1));
    }
    return attributes;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : Arrays.asList(text.strip().split(" +", -1));
  }
}
