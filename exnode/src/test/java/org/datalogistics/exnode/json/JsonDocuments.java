package org.datalogistics.exnode.json;

import java.nio.charset.StandardCharsets;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ParseLimits;

/** Reads small documents to vary; quotes are written as apostrophes. */
final class JsonDocuments {

  static final String READ = "ibp://depot1.example.org:6714/1#aaaa/11/READ";

  private JsonDocuments() {}

  static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static ExNode read(String json) throws ExNodeFormatException {
    return JsonExNodeCodec.read(bytes(json), ParseLimits.DEFAULT);
  }

  /** The extent with a read capability, bytes 100 to 109, and further properties. */
  static Extent readExtent(String properties) throws ExNodeFormatException {
    String separator = properties.isEmpty() ? "" : ", ";
    return readAnyExtent(
        "'offset': 100, 'size': 10, 'mapping': {'read': '" + READ + "'}" + separator + properties);
  }

  static Extent readAnyExtent(String properties) throws ExNodeFormatException {
    return read("{'extents': [{" + properties + "}]}").extents().get(0);
  }
}
