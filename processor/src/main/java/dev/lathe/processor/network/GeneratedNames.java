package dev.lathe.processor.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The simple names of the classes that are written for a network, all into its package.
 *
 * @param prefix {@code Outer_LeNet5} for the interface {@code Outer.LeNet5}
 */
public record GeneratedNames(String prefix) {
  private static final List<String> PATHS =
      List.of("Scalar", "Vector128", "Vector256", "Vector512");

  public GeneratedNames(List<String> simpleNames) {
    this(String.join("_", simpleNames));
  }

  /** The class that implements the user's interface: {@code LeNet5Network}. */
  public String facade() {
    return prefix + "Network";
  }

  /** The kernels of the forward pass for one of the paths: {@code LeNet5Vector512}. */
  public String forward(String path) {
    return prefix + path;
  }

  /** The kernels of the training pass for one of the paths: {@code LeNet5TrainingVector512}. */
  public String training(String path) {
    return prefix + "Training" + path;
  }

  /** Every class that may be written for the network. */
  public List<String> all(boolean trainable) {
    List<String> names = new ArrayList<>(List.of(facade()));
    PATHS.forEach(path -> names.add(forward(path)));
    if (trainable) {
      PATHS.forEach(path -> names.add(training(path)));
    }
    return names;
  }
}
