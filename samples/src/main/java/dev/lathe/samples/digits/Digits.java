package dev.lathe.samples.digits;

import dev.lathe.runtime.CompiledNetwork;
import dev.lathe.runtime.Lathe;
import dev.lathe.runtime.LatheException;
import dev.lathe.runtime.Weights;
import dev.lathe.runtime.data.Dataset;
import dev.lathe.runtime.train.Evaluation;
import dev.lathe.runtime.train.Schedule;
import dev.lathe.runtime.train.Sgd;
import dev.lathe.runtime.train.Trainer;
import dev.lathe.runtime.train.progress.ProgressBarListener;
import dev.lathe.samples.LeNet5;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * Trains LeNet-5 on MNIST from scratch, shows what it reads in some test images, and prints its
 * accuracy on all 10,000 of them as the last line.
 *
 * <p>The last 5,000 training images are held out: the weights that do best on them are kept. The
 * test images are looked at once, at the very end.
 */
@Command(
    name = "digits",
    description = "Trains LeNet-5 on MNIST and reads handwritten digits.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Digits implements Callable<Integer> {

  private static final int HELD_OUT = 5_000;

  /** Small enough for many steps an epoch, large enough to share among some threads. */
  private static final int BATCH_SIZE = 64;

  private static final float MOMENTUM = 0.9f;

  /** The highest learning rate, reached after the first tenth of the training. */
  private static final float LEARNING_RATE = 0.05f;

  private static final double WARM_UP = 0.1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads train; by default all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes through the training images; default ${DEFAULT-VALUE}.")
  private int epochs = 5;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides on the first weights and the images' order; default ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Where the best weights are saved; default ${DEFAULT-VALUE}.")
  private Path weights = Path.of("target", "lenet5.safetensors");

  /** Runs the program. */
  public static void main(String[] arguments) {
    CommandLine commandLine = new CommandLine(new Digits());
    commandLine.setExecutionExceptionHandler(Digits::report);
    System.exit(commandLine.execute(arguments));
  }

  /** What the library says about wrong numbers and files needs no stack trace. */
  private static int report(Exception e, CommandLine commandLine, ParseResult parsed)
      throws Exception {
    if (e instanceof LatheException || e instanceof IllegalArgumentException) {
      commandLine.getErr().println("digits: " + e.getMessage());
      return commandLine.getCommandSpec().exitCodeOnExecutionException();
    }
    throw e;
  }

  @Override
  public Integer call() throws InterruptedException {
    LeNet5 network = Lathe.load(LeNet5.class, Weights.random(seed));
    System.out.println(CompiledNetwork.of(network));
    Dataset images = Mnist.forLeNet5(Mnist.training());
    int learnt = images.size() - HELD_OUT;
    Trainer.of(network, images.slice(0, learnt))
        .evaluateOn(images.slice(learnt, images.size()))
        .optimizer(Sgd.withNesterovMomentum(MOMENTUM))
        .schedule(Schedule.cosine(LEARNING_RATE).afterWarmUp(WARM_UP))
        .batchSize(BATCH_SIZE)
        .epochs(epochs)
        .seed(seed)
        .threads(threads)
        .saveBestTo(weights)
        .listener(new ProgressBarListener())
        .build()
        .train();

    Dataset pictures = Mnist.test();
    Dataset test = Mnist.forLeNet5(pictures);
    new Gallery(network, pictures, test).show(System.out);
    Evaluation evaluation = Evaluation.of(network, test, threads);
    System.out.printf(
        Locale.ROOT,
        "test accuracy: %.2f %% (%d images)%n",
        100 * evaluation.accuracy(),
        evaluation.count());
    return 0;
  }
}
