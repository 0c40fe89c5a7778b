package dev.lathe.processor.validation;

import dev.lathe.processor.declaration.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;

/** Gathers findings, so that the user sees all of them at once. */
public final class Report {
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Adds a finding.
   *
   * @param subject what it is about: a layer's or the interface's name
   * @param values what the message's template asks for
   */
  public void add(Diagnosis message, Place place, String subject, Object... values) {
    findings.add(new Finding(message, place, message.format(subject, values)));
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(f -> f.message().kind() == Diagnostic.Kind.ERROR);
  }

  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Prints every finding at its place, from the source's beginning to its end. */
  public void printTo(ProcessingEnvironment environment) {
    Optional<RepeatedAnnotations> repeated = RepeatedAnnotations.in(environment);
    for (Finding finding : SourceOrder.sorted(findings)) {
      if (repeated.isEmpty() || !repeated.get().print(finding)) {
        print(finding, environment.getMessager());
      }
    }
  }

  private static void print(Finding finding, Messager messager) {
    Place place = finding.place();
    messager.printMessage(
        finding.message().kind(),
        finding.text(),
        place.element(),
        place.annotation().orElse(null),
        place.value().orElse(null));
  }
}
