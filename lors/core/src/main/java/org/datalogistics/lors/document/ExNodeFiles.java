package org.datalogistics.lors.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeCodec;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.ex3.Ex3Reader;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.exnode.json.UefCodec;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.OutputFile;

/** exNodes as files: XML, or JSON where the name ends in {@code .uef} (exNode spec 2, 5.6). */
public final class ExNodeFiles {
  private static final String JSON_SUFFIX = ".uef";

  private ExNodeFiles() {}

  /** The exNode in a file of any form, L-Store's ex3 included, whatever its name. */
  public static ExNode read(Path file) throws IOException {
    byte[] document;
    try (InputStream in = Files.newInputStream(file)) {
      document = ParseLimits.DEFAULT.readAll(in);
    } catch (NoSuchFileException e) {
      throw new LorsException("there is no exNode file " + file, e);
    }
    ExNode exNode;
    try {
      exNode =
          Ex3Reader.looksLikeIt(document)
              ? new Ex3Reader().read(document)
              : (isJson(document) ? new UefCodec() : new XmlExNodeCodec()).read(document);
    } catch (ExNodeFormatException e) {
      throw new LorsException(file + " is not an exNode: " + e.getMessage(), e);
    }
    // Any JSON object could pass as the exNode of an empty file, such as a saved error message.
    if (exNode.size() == null && exNode.extents().isEmpty() && exNode.extentLinks().isEmpty()) {
      throw new LorsException(file + " is not an exNode: it has neither a size nor extents");
    }
    return exNode;
  }

  private static boolean isJson(byte[] document) {
    for (byte b : document) {
      if (b == '{' || b == '[') {
        return true;
      }
      // Blanks, and the three bytes with which some editors begin a UTF-8 file.
      if (b > ' ') {
        return false;
      }
    }
    return false;
  }

  /** The form that a file name stands for. */
  public static ExNodeCodec codecFor(String fileName, Conditioned conditioned) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(JSON_SUFFIX)
        ? new UefCodec(conditioned, ParseLimits.DEFAULT)
        : new XmlExNodeCodec();
  }

  /**
   * Writes an exNode in the form that the name stands for. The file appears complete or not at all.
   *
   * @throws org.datalogistics.exnode.ExNodeNotRepresentableException when JSON cannot express it
   */
  public static void write(ExNode exNode, Path file, Conditioned conditioned) throws IOException {
    byte[] document = codecFor(file.toString(), conditioned).write(exNode);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      Files.write(file, document); // a pipe or a device: nothing to replace
      return;
    }
    try (OutputFile output = OutputFile.create(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(document);
      while (bytes.hasRemaining()) {
        output.channel().write(bytes);
      }
      output.complete();
    }
  }
}
