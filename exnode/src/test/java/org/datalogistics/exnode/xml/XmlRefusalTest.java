package org.datalogistics.exnode.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.datalogistics.exnode.xml.XmlDocuments.READ;
import static org.datalogistics.exnode.xml.XmlDocuments.capabilities;
import static org.datalogistics.exnode.xml.XmlDocuments.document;
import static org.datalogistics.exnode.xml.XmlDocuments.geometry;
import static org.datalogistics.exnode.xml.XmlDocuments.mapping;
import static org.datalogistics.exnode.xml.XmlDocuments.metadata;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to be refused (exNode spec 2.1, 6.4), with a reason that helps. */
class XmlRefusalTest {

  static Stream<Arguments> refused() {
    String blockSize = "<exnode:argument name=\"blocksize\" type=\"integer\">5</exnode:argument>";
    return Stream.of(
        Arguments.of("nothing", "", "not well-formed"),
        Arguments.of("half a document", document().replace("</exnode>", ""), "not well-formed"),
        Arguments.of("two roots", document() + "<exnode/>", "not well-formed"),
        Arguments.of("another root", "<html/>", "the root element is html"),
        Arguments.of(
            "no namespace, prefixed",
            Samples.text(Samples.TWO_REPLICAS).replaceFirst(" xmlns:exnode=\"[^\"]*\"", ""),
            "not well-formed"),
        Arguments.of(
            "no namespace, plain",
            "<exnode><metadata name=\"size\" type=\"integer\">1</metadata></exnode>",
            "is not declared"),
        Arguments.of(
            "no offset in the allocation",
            document(mapping(geometry().replace("alloc_offset", "other"), capabilities())),
            "no alloc_offset"),
        Arguments.of(
            "no offset",
            document(mapping(geometry().replace("exnode_offset", "other"), capabilities())),
            "no exnode_offset"),
        Arguments.of(
            "no length",
            document(mapping(geometry().replace("logical_length", "other"), capabilities())),
            "no logical_length"),
        Arguments.of(
            "space around a capability",
            document(mapping(geometry(), "<exnode:read> " + READ + "</exnode:read>")),
            "white space"),
        Arguments.of(
            "line breaks around a capability",
            document(mapping(geometry(), "<exnode:read>" + READ + "\n</exnode:read>")),
            "white space"),
        Arguments.of(
            "space in a capability",
            document(mapping(geometry(), "<exnode:read>a b</exnode:read>")),
            "white space"),
        Arguments.of(
            "metadata of another type",
            document(metadata("a", "boolean", "true")),
            "unknown type \"boolean\""),
        Arguments.of(
            "metadata without a name",
            document("<exnode:metadata type=\"integer\">1</exnode:metadata>"),
            "no attribute name"),
        Arguments.of(
            "metadata without a type",
            document("<exnode:metadata name=\"a\">1</exnode:metadata>"),
            "no attribute type"),
        Arguments.of(
            "a function without block size",
            document(mapping(geometry(), "<exnode:function name=\"checksum\"/>")),
            "needs an integer argument blocksize"),
        Arguments.of(
            "arguments as metadata",
            document(
                mapping(
                    geometry(),
                    "<exnode:function name=\"checksum\">"
                        + blockSize.replace("argument", "metadata")
                        + "</exnode:function>")),
            "needs an integer argument blocksize"),
        Arguments.of(
            "a function without name",
            document(mapping(geometry(), "<exnode:function>" + blockSize + "</exnode:function>")),
            "no attribute name"),
        Arguments.of(
            "functions side by side",
            document(
                mapping(
                    geometry(),
                    ("<exnode:function name=\"checksum\">" + blockSize + "</exnode:function>")
                        .repeat(2))),
            "side by side"),
        Arguments.of(
            "an integer beyond 64 bits",
            document(metadata("a", "integer", "9223372036854775808")),
            "a must be a decimal number"),
        Arguments.of(
            "an integer with a tail",
            document(metadata("a", "integer", "1x")),
            "a must be a decimal number"),
        Arguments.of(
            "a double that is none",
            document(metadata("a", "double", "nan")),
            "a must be a finite decimal number"),
        Arguments.of(
            "a double too large",
            document(metadata("a", "double", "1e999")),
            "a must be a finite decimal number"),
        Arguments.of(
            "an end beyond 63 bits",
            document(mapping(geometry().replace(">0<", ">9223372036854775800<"), capabilities())),
            "ends beyond 2^63"),
        Arguments.of(
            "a negative size", document(metadata("size", "integer", "-1")), "cannot be -1"),
        Arguments.of(
            "elements in a text",
            document(metadata("a", "string", "<exnode:b/>")),
            "must hold text"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefused(String what, String document, String reason) {
    ExNodeFormatException refusal = refusal(document, ParseLimits.DEFAULT);

    assertThat(refusal.reason()).as(what).contains(reason);
    assertThat(refusal.place()).as(what).startsWith("line ");
    assertThat(refusal).hasMessageContaining(refusal.place()).hasMessageNotContaining("aaaa/11");
  }

  @Test
  void entitiesThatGrowAreRefusedBeforeTheyGrow() {
    StringBuilder dtd = new StringBuilder("<!DOCTYPE exnode [<!ENTITY a0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      dtd.append("<!ENTITY a")
          .append(i)
          .append(" \"")
          .append(("&a" + (i - 1) + ";").repeat(10))
          .append("\">");
    }
    String document =
        document(metadata("filename", "string", "&a9;")).replace("?>\n", "?>\n" + dtd + "]>");

    assertThat(refusal(document, ParseLimits.DEFAULT).reason())
        .contains("document type declaration");
  }

  @Test
  void externalEntitiesAreNotRead(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "top secret");
    String dtd = "<!DOCTYPE exnode [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
    String document = document(metadata("filename", "string", "&x;")).replace("?>\n", "?>\n" + dtd);

    assertThat(refusal(document, ParseLimits.DEFAULT))
        .hasMessageContaining("document type declaration")
        .hasMessageNotContaining("top secret");
  }

  @Test
  void undeclaredEntitiesAreRefused() {
    assertThat(refusal(document(metadata("a", "string", "&nbsp;")), ParseLimits.DEFAULT).reason())
        .contains("entities are not allowed");
  }

  @Test
  void nestingIsBounded() {
    String known = "<exnode:metadata name=\"a\" type=\"meta\">".repeat(100_000);
    String unknown = "<x>".repeat(100_000);

    assertThat(refusal(document(known), ParseLimits.DEFAULT).reason()).contains("deeper than 64");
    assertThat(refusal(document(unknown), ParseLimits.DEFAULT).reason()).contains("deeper than 64");
  }

  @Test
  void sizeMappingsAndEntriesAreBounded() {
    String document =
        document(
            mapping(geometry()),
            mapping(geometry()),
            metadata("a", "integer", "1"),
            metadata("b", "integer", "1"));

    assertThat(refusal(document, new ParseLimits(100, 64, 9, 9)).reason())
        .contains("larger than 100 bytes");
    assertThat(refusal(document, new ParseLimits(10_000, 64, 1, 9)).reason())
        .contains("more than 1 mappings");
    assertThat(refusal(document, new ParseLimits(10_000, 64, 9, 1)).reason())
        .contains("more than 1 metadata entries");
  }

  private static ExNodeFormatException refusal(String document, ParseLimits limits) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return catchThrowableOfType(
        ExNodeFormatException.class, () -> new XmlExNodeCodec(limits).read(bytes));
  }
}
