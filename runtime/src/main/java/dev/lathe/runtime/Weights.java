package dev.lathe.runtime;

import dev.lathe.runtime.spi.Blueprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The weights of a network: an immutable set of named float32 tensors, or a recipe that draws them
 * when a network is loaded. Names, shapes and memory order are those of a PyTorch state dictionary:
 * {@code c1.weight [O, I, kh, kw]}, {@code c1.bias [O]}, and {@code [O, C*H*W]} for a dense layer.
 * Any number of networks and threads may share one object.
 */
public abstract sealed class Weights permits TensorWeights, SeededWeights {

  Weights() {}

  /**
   * Reads a <a href="https://github.com/huggingface/safetensors">safetensors</a> file, at once and
   * completely. Tensors of type F32 are taken as they are; F64, F16 and BF16 are converted to
   * float32 (F64 is rounded). Tensors of other types are remembered as such, and refused when a
   * network is loaded from them.
   *
   * @throws WeightsException if the file cannot be read, or is not a whole and valid safetensors
   *     file
   */
  public static Weights of(Path file) {
    return WeightFiles.read(Objects.requireNonNull(file, "file"));
  }

  /**
   * These tensors, in the map's order. The map is copied. Whether they fit is seen when a network
   * is loaded from them.
   */
  public static Weights of(Map<String, Tensor> tensors) {
    tensors.forEach(
        (name, tensor) -> {
          Objects.requireNonNull(name, "the name of a tensor");
          Objects.requireNonNull(tensor, () -> "tensor '" + name + "'");
        });
    return new TensorWeights("the given tensors", tensors, Map.of());
  }

  /**
   * Weights for a network that is to be trained, PyTorch's default: every weight and bias is drawn
   * uniformly from {@code ±1/sqrt(fanIn)}, where the fan-in is the size of the weight divided by
   * its first extent: {@code I * kh * kw} of a convolution, all inputs of a dense layer. A
   * normalisation's weights are 1 and its biases 0, its running means 0 and its running variances
   * 1; an embedding's weights are drawn from the normal distribution of variance 1. A tensor
   * depends on the seed, its name, its shape and its fan-in alone, so one seed gives the same bits
   * on every machine, and a new layer leaves the others as they were.
   *
   * <p>The tensors come into being when a network is loaded; then {@link CompiledNetwork#weights}
   * has them.
   */
  public static Weights random(long seed) {
    return new SeededWeights(seed);
  }

  /**
   * The names of the tensors, in the file's or the network's order.
   *
   * @throws IllegalStateException if these are random weights which no network has been loaded from
   */
  public abstract List<String> names();

  /**
   * The tensor of this name.
   *
   * @throws WeightsException if there is none, or it is of a type that is not read
   * @throws IllegalStateException if these are random weights which no network has been loaded from
   */
  public abstract Tensor tensor(String name);

  /**
   * Writes a safetensors file of F32 tensors, which PyTorch reads. It is written beside its place
   * and moved there at the end, so that a file of that name is always a whole one: the old or the
   * new. A link is followed: the file that it leads to is replaced.
   *
   * @throws WeightsException if the file cannot be written, the thread is interrupted meanwhile, or
   *     the path is that of a folder or a device; what exists is untouched then
   * @throws IllegalStateException if these are random weights which no network has been loaded from
   */
  public abstract void save(Path file);

  /**
   * Exactly the tensors of the network, in its order.
   *
   * @throws WeightsException that names every tensor which is missing, superfluous, or of a wrong
   *     shape or type
   */
  abstract TensorWeights resolve(Blueprint blueprint);
}
