package dev.lathe.processor.schedule;

import java.util.List;
import java.util.Map;

/**
 * What a training pass computes for several images at once.
 *
 * @param images how many
 * @param contractions of each node that is computed so, in the order of those that compute it for
 *     one image, by id
 */
public record ScheduledMicroBatch(
    int images, Map<Integer, List<ScheduledContraction>> contractions) {

  public ScheduledMicroBatch {
    contractions = Map.copyOf(contractions);
  }
}
