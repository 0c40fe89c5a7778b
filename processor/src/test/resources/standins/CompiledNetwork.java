package dev.lathe.runtime;

import java.util.List;

public abstract class CompiledNetwork {
  public final Weights weights() {
    throw new UnsupportedOperationException();
  }

  public final void swap(Weights weights) {
    throw new UnsupportedOperationException();
  }

  public final String path() {
    throw new UnsupportedOperationException();
  }

  public final List<Layer> layers() {
    throw new UnsupportedOperationException();
  }

  protected final float[] compute(float[] image) {
    throw new UnsupportedOperationException();
  }
}
