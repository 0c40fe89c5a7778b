package dev.lathe.runtime.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries out a {@link Packing} between the parameters of a network and its packed buffers. It has
 * no state that changes, allocates nothing per call but the results of folds, transforms and
 * roundings, and may be shared by threads that use different buffers.
 *
 * <p>Parameters are one array each, in the network's canonical order, each in stored, row-major
 * order.
 */
public final class Packer {

  private final Packing packing;
  private final List<ParameterSpec> parameters;
  private final List<Folded> folds;
  private final List<Transformed> transforms;
  private final List<StridedCopy> copies;
  private final List<RoundedBox> rounded;

  /**
   * Checks every copy against the sizes of its parameter and of the packed buffers.
   *
   * @param parameters in canonical order
   * @throws IllegalArgumentException if a copy names an unknown parameter or leaves its buffers: a
   *     fault in the generated code
   */
  public Packer(Packing packing, List<ParameterSpec> parameters) {
    this.packing = packing;
    this.parameters = List.copyOf(parameters);
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      places.put(parameters.get(i).name(), i);
    }
    List<Integer> sizes = new ArrayList<>(parameters.stream().map(ParameterSpec::size).toList());
    this.folds = new ArrayList<>();
    for (Packing.Fold fold : packing.folds()) {
      folds.add(new Folded(fold, places, sizes));
      places.put(fold.name(), sizes.size());
      sizes.add(fold.size());
    }
    this.transforms = new ArrayList<>();
    for (Packing.Transform transform : packing.transforms()) {
      int place = place(places, transform.parameter());
      Transformed transformed = new Transformed(transform, place, sizes.get(place));
      places.put(transform.name(), sizes.size());
      sizes.add(transformed.size());
      transforms.add(transformed);
    }
    Map<Packing.Storage, Integer> room =
        Map.of(
            Packing.Storage.SEGMENT, packing.segmentFloats(),
            Packing.Storage.ARRAY, packing.arrayFloats());
    this.copies =
        packing.copies().stream()
            .map(
                copy -> {
                  int place = place(places, copy.parameter());
                  return StridedCopy.of(copy, place, sizes.get(place), room);
                })
            .toList();
    this.rounded =
        packing.rounded().stream()
            .map(box -> new RoundedBox(box, name -> place(places, name), sizes, packing))
            .toList();
  }

  private int place(Map<String, Integer> places, String parameter) {
    Integer place = places.get(parameter);
    if (place == null) {
      throw new IllegalArgumentException(
          "A copy names the parameter " + parameter + ", there is " + parameters);
    }
    return place;
  }

  /** What is carried out. */
  public Packing packing() {
    return packing;
  }

  /**
   * Copies parameters into packed buffers. Cells that no copy reaches keep what they have, zeros in
   * new buffers.
   *
   * @param stored one array for each parameter
   * @param packed buffers of this packing's size
   * @throws IllegalArgumentException if an array or a buffer has not the size it should have;
   *     nothing is written then
   */
  public void pack(float[][] stored, PackedWeights packed) {
    checkStored(stored);
    long segmentBytes = (long) packing.segmentFloats() * Float.BYTES;
    if (packed.segment().byteSize() != segmentBytes) {
      throw new IllegalArgumentException(
          "The packed segment has "
              + packed.segment().byteSize()
              + " bytes, but its packing has "
              + segmentBytes);
    }
    checkArray(packed.array());
    float[][] sources = withMade(stored);
    for (StridedCopy copy : copies) {
      if (copy.storage() == Packing.Storage.SEGMENT) {
        copy.packIntoSegment(sources[copy.parameter()], packed.segment());
      } else {
        copy.packIntoArray(sources[copy.parameter()], packed.array());
      }
    }
    for (RoundedBox box : rounded) {
      box.pack(sources, packed.segment());
    }
  }

  /**
   * Adds packed sums, such as gradients, to parameters: {@code stored[p][i] += packed[j]} for every
   * element of every copy.
   *
   * @param packed as many floats as the packing's array
   * @param stored one array for each parameter; added to
   * @throws IllegalArgumentException if an array has not the size it should have, or the packing
   *     has a segment; nothing is written then
   */
  public void unpackAdding(float[] packed, float[][] stored) {
    checkStored(stored);
    if (packing.segmentFloats() != 0) {
      throw new IllegalArgumentException(
          "Sums are unpacked from the array, but there is a segment");
    }
    checkArray(packed);
    for (StridedCopy copy : copies) {
      copy.unpackAdding(packed, stored[copy.parameter()]);
    }
  }

  private float[][] withMade(float[][] stored) {
    if (folds.isEmpty() && transforms.isEmpty()) {
      return stored;
    }
    float[][] sources = Arrays.copyOf(stored, stored.length + folds.size() + transforms.size());
    int made = stored.length;
    for (Folded fold : folds) {
      sources[made++] = fold.of(stored);
    }
    for (Transformed transform : transforms) {
      sources[made++] = transform.of(sources);
    }
    return sources;
  }

  private void checkStored(float[][] stored) {
    if (stored.length != parameters.size()) {
      throw new IllegalArgumentException(
          stored.length + " parameters, but the network has " + parameters.size());
    }
    for (int i = 0; i < stored.length; i++) {
      if (stored[i].length != parameters.get(i).size()) {
        throw new IllegalArgumentException(
            "Parameter " + parameters.get(i) + " has " + stored[i].length + " values");
      }
    }
  }

  private void checkArray(float[] array) {
    if (array.length != packing.arrayFloats()) {
      throw new IllegalArgumentException(
          "The packed array has "
              + array.length
              + " floats, but its packing has "
              + packing.arrayFloats());
    }
  }
}
