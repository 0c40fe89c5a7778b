package dev.lathe.runtime.train;

import dev.lathe.runtime.LatheException;

/** The loss of a training is no longer a finite number. The network has kept its weights. */
public final class DivergenceException extends LatheException {

  private static final long serialVersionUID = 1;

  /** The message says at which step and learning rate. */
  DivergenceException(String message) {
    super(message);
  }
}
