package dev.lathe.runtime.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a header, an object of {@code "name": {"dtype": "F32", "shape": [..], "data_offsets":
 * [begin, end]}} with an optional {@code "__metadata__"} of strings, which is checked and dropped.
 */
final class HeaderParser {

  /** The one key of a header that is no tensor. */
  static final String METADATA = "__metadata__";

  /** More axes than any tensor has, fewer than fill the memory. */
  private static final int MAX_RANK = 64;

  private final JsonCursor json;

  private HeaderParser(String text) {
    this.json = new JsonCursor(text);
  }

  /** The tensors in the header's order, not yet checked against each other or the file. */
  static List<TensorEntry> parse(String text) throws SafeTensorsException {
    return new HeaderParser(text).header();
  }

  private List<TensorEntry> header() throws SafeTensorsException {
    List<TensorEntry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    json.expect('{');
    if (!json.take('}')) {
      do {
        String name = json.string();
        if (!names.add(name)) {
          throw SafeTensorsException.inTensor(name, "the name stands twice in the header");
        }
        json.expect(':');
        if (name.equals(METADATA)) {
          metadata();
        } else {
          entries.add(entry(name));
        }
      } while (json.take(','));
      json.expect('}');
    }
    json.expectEnd();
    return entries;
  }

  private void metadata() throws SafeTensorsException {
    Set<String> keys = new HashSet<>();
    json.expect('{');
    if (json.take('}')) {
      return;
    }
    do {
      String key = json.string();
      if (!keys.add(key)) {
        throw new SafeTensorsException(
            METADATA + " has the key " + SafeTensorsException.quote(key) + " twice");
      }
      json.expect(':');
      json.string();
    } while (json.take(','));
    json.expect('}');
  }

  private enum Field {
    DTYPE,
    SHAPE,
    DATA_OFFSETS
  }

  private TensorEntry entry(String name) throws SafeTensorsException {
    Set<Field> seen = EnumSet.noneOf(Field.class);
    DataType type = DataType.F32;
    long[] shape = {};
    long[] offsets = {};
    json.expect('{');
    do {
      Field field = field(name, json.string());
      if (!seen.add(field)) {
        throw SafeTensorsException.inTensor(name, field + " stands twice");
      }
      json.expect(':');
      switch (field) {
        case DTYPE -> type = type(name, json.string());
        case SHAPE -> shape = sizes(name, MAX_RANK);
        case DATA_OFFSETS -> offsets = sizes(name, 2);
      }
    } while (json.take(','));
    json.expect('}');
    if (seen.size() != Field.values().length || offsets.length != 2) {
      throw SafeTensorsException.inTensor(
          name, "it needs a dtype, a shape, and data_offsets of two numbers");
    }
    return new TensorEntry(name, type, shape, offsets[0], offsets[1]);
  }

  private static Field field(String name, String key) throws SafeTensorsException {
    return switch (key) {
      case "dtype" -> Field.DTYPE;
      case "shape" -> Field.SHAPE;
      case "data_offsets" -> Field.DATA_OFFSETS;
      default ->
          throw SafeTensorsException.inTensor(
              name, "unknown property " + SafeTensorsException.quote(key));
    };
  }

  private static DataType type(String name, String text) throws SafeTensorsException {
    @Nullable DataType found = null;
    for (DataType type : DataType.values()) {
      if (type.name().equals(text)) {
        found = type;
      }
    }
    if (found == null) {
      throw SafeTensorsException.inTensor(
          name, "unknown dtype " + SafeTensorsException.quote(text));
    }
    return found;
  }

  private long[] sizes(String name, int limit) throws SafeTensorsException {
    long[] sizes = new long[limit];
    int count = 0;
    json.expect('[');
    if (!json.take(']')) {
      do {
        if (count == limit) {
          throw SafeTensorsException.inTensor(name, "more than " + limit + " numbers in an array");
        }
        sizes[count++] = json.size();
      } while (json.take(','));
      json.expect(']');
    }
    return Arrays.copyOf(sizes, count);
  }
}
