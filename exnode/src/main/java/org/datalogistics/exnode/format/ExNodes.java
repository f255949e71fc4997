package org.datalogistics.exnode.format;

import java.io.IOException;
import java.io.InputStream;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.ex3.Ex3Reader;
import org.datalogistics.exnode.json.JsonExNodeCodec;
import org.datalogistics.exnode.xml.XmlExNodeCodec;

/**
 * Reads an exNode in any form: XML, UNIS JSON, UEF or ex3. To write one, take the codec of the
 * form.
 */
public final class ExNodes {

  private ExNodes() {}

  /**
   * The exNode in a document, within {@link ParseLimits#DEFAULT}.
   *
   * @throws ExNodeFormatException when it is none
   */
  public static ExNode read(byte[] document) throws ExNodeFormatException {
    return read(document, ParseLimits.DEFAULT);
  }

  /**
   * The exNode in a document.
   *
   * @throws ExNodeFormatException when it is none, or beyond the limits; nothing else is thrown,
   *     whatever the bytes
   */
  public static ExNode read(byte[] document, ParseLimits limits) throws ExNodeFormatException {
    if (Ex3Reader.looksLikeIt(document)) {
      return new Ex3Reader(limits).read(document);
    }
    DocumentForm form =
        DocumentForm.of(document)
            .orElseThrow(
                () ->
                    new ExNodeFormatException("", "the document is neither XML nor JSON nor ex3"));
    return switch (form) {
      case XML -> new XmlExNodeCodec(limits).read(document);
      case JSON -> JsonExNodeCodec.read(document, limits);
    };
  }

  /**
   * The exNode in a stream, which is read to its end, or to the limit, and not closed.
   *
   * @throws ExNodeFormatException as {@link #read(byte[], ParseLimits)}
   * @throws IOException when the stream fails
   */
  public static ExNode read(InputStream document, ParseLimits limits) throws IOException {
    return read(limits.readAll(document), limits);
  }
}
