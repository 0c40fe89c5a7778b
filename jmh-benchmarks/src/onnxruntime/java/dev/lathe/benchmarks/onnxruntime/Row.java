package dev.lathe.benchmarks.onnxruntime;

/**
 * What was measured of a network; times in microseconds of one call with one image.
 *
 * @param path the code that Lathe ran
 * @param calls how many calls of each were timed
 * @param ratio how many times as long ONNX Runtime took, by the medians
 * @param difference the largest between two scores of the two
 */
record Row(
    String network,
    String path,
    int calls,
    double latheP50,
    double onnxRuntimeP50,
    double ratio,
    double latheP99,
    double onnxRuntimeP99,
    double difference) {}
