package dev.lathe.processor;

import dev.lathe.processor.declaration.Place;
import dev.lathe.processor.network.NetworkModel;
import dev.lathe.processor.validation.Message;
import dev.lathe.processor.validation.Report;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.TypeElement;

/**
 * Sees to it that no two networks of a compilation write classes of the same name, as {@code
 * A.LeNet} and {@code A_LeNet} would.
 */
final class GeneratedNameClaims {
  private final Map<String, String> owners = new HashMap<>();

  void claim(NetworkModel network, TypeElement type, Report report) {
    String self = type.getQualifiedName().toString();
    for (String name : network.generated().all(network.training().isPresent())) {
      String owner = owners.putIfAbsent(network.packageName() + "." + name, self);
      if (owner != null) {
        report.add(Message.GENERATED_NAME_SHARED, Place.of(type), network.name(), name, owner);
        return;
      }
    }
  }
}
