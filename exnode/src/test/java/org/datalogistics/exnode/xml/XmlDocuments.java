package org.datalogistics.exnode.xml;

import java.nio.charset.StandardCharsets;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Extent;

/** Builds small documents to vary. */
final class XmlDocuments {

  static final String READ = "ibp://depot1.example.org:6714/1#aaaa/11/READ";

  private XmlDocuments() {}

  static String document(String... children) {
    return "<?xml version=\"1.0\"?>\n<exnode xmlns:exnode=\"http://loci.cs.utk.edu/exnode\">"
        + String.join("\n", children)
        + "</exnode>\n";
  }

  static String metadata(String name, String type, String value) {
    return "<exnode:metadata name=\""
        + name
        + "\" type=\""
        + type
        + "\">"
        + value
        + "</exnode:metadata>";
  }

  /** What a mapping of bytes 0 to 9 needs at least, but the capabilities. */
  static String geometry() {
    return metadata("exnode_offset", "integer", "0")
        + metadata("logical_length", "integer", "10")
        + metadata("alloc_offset", "integer", "0");
  }

  static String mapping(String... children) {
    return "<exnode:mapping>" + String.join("\n", children) + "</exnode:mapping>";
  }

  static String capabilities() {
    return "<exnode:read>" + READ + "</exnode:read><exnode:write/><exnode:manage></exnode:manage>";
  }

  static ExNode read(String document) throws ExNodeFormatException {
    return new XmlExNodeCodec().read(document.getBytes(StandardCharsets.UTF_8));
  }

  static Extent readMapping(String... children) throws ExNodeFormatException {
    return read(document(mapping(children))).extents().get(0);
  }
}
