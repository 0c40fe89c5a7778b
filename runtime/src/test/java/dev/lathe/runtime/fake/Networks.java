package dev.lathe.runtime.fake;

import dev.lathe.runtime.Weights;

/** Interfaces that something is wrong with. */
public final class Networks {

  private Networks() {}

  /** Nobody ran the processor over it. */
  public interface Uncompiled {}

  /** Its class fails when it is initialised. */
  public interface Failing {}

  /** Its class is another one's. */
  public interface Impostor {}

  /** Its class has no constructor to call. */
  public interface Unbuildable {}
}

/** See {@link Networks.Failing}. */
final class Networks_FailingNetwork implements Networks.Failing {
  static final int FAILURE = Integer.parseInt("no number");

  public Networks_FailingNetwork(Weights weights) {}
}

/** See {@link Networks.Impostor}. */
final class Networks_ImpostorNetwork {
  public Networks_ImpostorNetwork(Weights weights) {}
}

/** See {@link Networks.Unbuildable}. */
final class Networks_UnbuildableNetwork implements Networks.Unbuildable {}
