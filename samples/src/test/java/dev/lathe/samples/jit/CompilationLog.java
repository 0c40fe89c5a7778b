package dev.lathe.samples.jit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingStream;

/**
 * What HotSpot's compilers do with the methods of some classes while it is open, as Flight Recorder
 * tells.
 *
 * <p>A method has reached tier 4 when C2 has compiled it as a whole (on-stack replacement in a loop
 * does not count), or has inlined it into a method that it has compiled as a whole: small kernels
 * become part of their caller and are never compiled for themselves.
 */
final class CompilationLog implements AutoCloseable {

  /** {@code Tier 4} is C2. */
  private static final int HIGHEST = 4;

  private final Set<String> classes;
  private final RecordingStream stream = new RecordingStream();

  /** By the compilation's number: the methods that went into it. */
  private final Map<Integer, Set<String>> inlined = new HashMap<>();

  private final Map<Integer, String> methods = new HashMap<>();
  private final Set<Integer> tier4 = new HashSet<>();
  private final Map<Integer, String> failures = new HashMap<>();

  /** Starts to listen; events arrive about a second after they happen. */
  CompilationLog(Set<String> classes) {
    this.classes = classes;
    stream.enable("jdk.Compilation").withoutThreshold().withoutStackTrace();
    stream.enable("jdk.CompilationFailure").withoutStackTrace();
    stream.enable("jdk.CompilerInlining").withoutStackTrace();
    stream.onEvent("jdk.Compilation", this::compiled);
    stream.onEvent("jdk.CompilationFailure", this::failed);
    stream.onEvent("jdk.CompilerInlining", this::inlined);
    stream.setReuse(true);
    stream.startAsync();
  }

  private synchronized void compiled(RecordedEvent event) {
    RecordedMethod method = event.getValue("method");
    int id = event.getInt("compileId");
    methods.put(id, method.getType().getName() + "." + method.getName());
    if (event.getShort("compileLevel") == HIGHEST
        && event.getBoolean("succeded")
        && !event.getBoolean("isOsr")) {
      tier4.add(id);
    }
  }

  private synchronized void failed(RecordedEvent event) {
    failures.put(event.getInt("compileId"), event.getString("failureMessage"));
  }

  private synchronized void inlined(RecordedEvent event) {
    if (event.getBoolean("succeeded")) {
      String type = event.getString("callee.type").replace('/', '.');
      if (classes.contains(type)) {
        inlined
            .computeIfAbsent(event.getInt("compileId"), _ -> new HashSet<>())
            .add(type + "." + event.getString("callee.name"));
      }
    }
  }

  /** The methods, {@code class.method}, that have reached tier 4. */
  synchronized Set<String> tier4() {
    Set<String> reached = new HashSet<>();
    for (int id : tier4) {
      reached.add(methods.get(id));
      reached.addAll(inlined.getOrDefault(id, Set.of()));
    }
    return reached;
  }

  /** What C1 or C2 gave up on, of methods of the classes and of methods that they go into. */
  synchronized List<String> failures() {
    List<String> lines = new ArrayList<>();
    failures.forEach(
        (id, message) -> {
          String method = methods.getOrDefault(id, "compilation " + id);
          boolean ours = classes.stream().anyMatch(type -> method.startsWith(type + "."));
          if (ours || inlined.containsKey(id)) {
            lines.add(method + ": " + message);
          }
        });
    return lines;
  }

  @Override
  public void close() {
    stream.close();
  }
}
