package dev.lathe.runtime.train;

/**
 * How far a training has come, after a step.
 *
 * @param epoch the pass through the data, from 1
 * @param epochs how many passes there will be at most
 * @param step the step's number in the whole training, from 1
 * @param steps how many steps there will be at most
 * @param images how many images this pass has seen
 * @param epochImages how many images a pass has
 * @param loss mean over the images which this pass has seen
 * @param accuracy share of them that were classified rightly, before each was learnt from, 0 to 1;
 *     NaN without labels
 * @param learningRate of this step
 * @param imagesPerSecond of this pass
 */
public record Progress(
    int epoch,
    int epochs,
    long step,
    long steps,
    int images,
    int epochImages,
    double loss,
    double accuracy,
    float learningRate,
    double imagesPerSecond) {}
