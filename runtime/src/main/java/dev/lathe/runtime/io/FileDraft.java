package dev.lathe.runtime.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written beside its place and moved there when it is whole, so that the name always
 * stands for a whole file: the old one or the new. Links are followed: what a link leads to is
 * replaced, and the link stays.
 *
 * <p>Closing it removes what was not {@linkplain #publish published}.
 */
public final class FileDraft implements AutoCloseable {

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private final Path file;
  private final Path target;
  private final Path draft;
  private @Nullable FileChannel channel;

  /**
   * A draft of this file; nothing is written yet.
   *
   * @throws IOException if the place is taken by a folder, or by what is no regular file, such as a
   *     device
   */
  public FileDraft(Path file) throws IOException {
    check(file);
    this.file = file;
    this.target = followed(file.toAbsolutePath());
    // Not Files.createTempFile, whose files only their owner may read.
    this.draft =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  private static void check(Path file) throws IOException {
    if (Files.isDirectory(file) || file.toAbsolutePath().getFileName() == null) {
      throw new FileSystemException(file.toString(), null, "it is a folder");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "it is no regular file");
    }
  }

  private static Path followed(Path file) throws IOException {
    Path end = file;
    for (int k = 0; Files.isSymbolicLink(end); k++) {
      if (k == MOST_LINKS) {
        throw new FileSystemException(file.toString(), null, "its links lead nowhere");
      }
      end = end.resolveSibling(Files.readSymbolicLink(end));
    }
    return end;
  }

  /** Where it is written until it is whole. */
  public Path path() {
    return draft;
  }

  /**
   * Makes the draft, empty.
   *
   * @return what writes it; closed by {@link #publish} and {@link #close}
   */
  public FileChannel open() throws IOException {
    FileChannel opened =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel = opened;
    return opened;
  }

  /**
   * Moves what was written to its place, at one instant. An existing file is replaced.
   *
   * @throws IOException if that fails; an existing file is untouched then
   */
  public void publish() throws IOException {
    if (channel == null) {
      throw new IllegalStateException("nothing was written to " + draft);
    }
    // Or a crash of the system might leave the new name with nothing behind it.
    channel.force(true);
    channel.close();
    check(file);
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileSystemException(
            file.toString(), null, "its file system cannot replace it at one instant; remove it");
      }
      Files.move(draft, target);
    }
  }

  @Override
  public void close() throws IOException {
    try (FileChannel opened = channel) {
      if (opened != null) {
        Files.deleteIfExists(draft);
      }
    }
  }
}
