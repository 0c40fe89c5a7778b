package dev.lathe.processor;

import dev.lathe.processor.schedule.ScheduleTable;
import dev.lathe.processor.validation.ScheduleMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.annotation.processing.Messager;

/** A table of schedules in a file of the user's. */
final class ScheduleFile {
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int MOST_REPORTED = 10;

  private ScheduleFile() {}

  /** Reads a file; what is wrong with it is said as errors of the compilation. */
  static ScheduleTable read(String file, Messager messager) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        report(messager, ScheduleMessage.TABLE_UNREADABLE, file, "it has more than 8 MiB");
        return ScheduleTable.EMPTY;
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      ScheduleTable.Parsed parsed = ScheduleTable.parse(text);
      parsed.problems().stream()
          .limit(MOST_REPORTED)
          .forEach(
              problem ->
                  report(
                      messager, ScheduleMessage.TABLE_LINE, file, problem.line(), problem.what()));
      return parsed.table();
    } catch (CharacterCodingException e) {
      report(messager, ScheduleMessage.TABLE_UNREADABLE, file, "it is no text in UTF-8");
    } catch (NoSuchFileException e) {
      report(messager, ScheduleMessage.TABLE_UNREADABLE, file, "there is none");
    } catch (InvalidPathException | IOException e) {
      report(messager, ScheduleMessage.TABLE_UNREADABLE, file, String.valueOf(e.getMessage()));
    }
    return ScheduleTable.EMPTY;
  }

  private static void report(
      Messager messager, ScheduleMessage message, String file, Object... values) {
    messager.printMessage(
        message.kind(), message.format("-A" + Options.SCHEDULES + "=" + file, values));
  }
}
