package dev.lathe.processor.onnx;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The messages of an ONNX file and the fields that are read, by their names in ONNX's published
 * schema; the numbers stand in {@code schema.txtpb} beside this class.
 *
 * <p>There is no class for each message: those would come from protoc, a native program, which a
 * build that runs everywhere cannot ask for; and they would hold a file twice, where {@link
 * MessageReader} leaves the tensors' bytes where they are and counts what it hands out.
 */
public final class OnnxSchema {
  private static final String RESOURCE = "schema.txtpb";

  private OnnxSchema() {}

  /** Read once, when the first file is. */
  private static final class Holder {
    static final FileDescriptor FILE = read();
  }

  /** The message of a name: {@code ModelProto}, or {@code TypeProto.Tensor} inside of another. */
  public static Descriptor message(String name) {
    int dot = name.lastIndexOf('.');
    Descriptor found =
        dot < 0
            ? Holder.FILE.findMessageTypeByName(name)
            : message(name.substring(0, dot)).findNestedTypeByName(name.substring(dot + 1));
    return Objects.requireNonNull(found, name);
  }

  private static FileDescriptor read() {
    try (InputStream in =
            Objects.requireNonNull(OnnxSchema.class.getResourceAsStream(RESOURCE), RESOURCE);
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
      TextFormat.merge(text, file);
      return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(RESOURCE + " is no schema", e);
    }
  }
}
