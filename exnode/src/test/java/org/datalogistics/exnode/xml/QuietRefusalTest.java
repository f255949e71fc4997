package org.datalogistics.exnode.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datalogistics.exnode.xml.XmlDocuments.document;
import static org.datalogistics.exnode.xml.XmlDocuments.metadata;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The JDK's parser prints some complaints to standard error: not when it works for us. */
class QuietRefusalTest {
  private static final ThreadLocal<ByteArrayOutputStream> PRINTED =
      ThreadLocal.withInitial(ByteArrayOutputStream::new);
  private static PrintStream before;

  /** Tests run side by side: each thread has what it printed itself. */
  @BeforeAll
  static void listen() {
    before = System.err;
    System.setErr(
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) {
                PRINTED.get().write(b);
                before.write(b);
              }
            },
            true,
            StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stopListening() {
    System.setErr(before);
  }

  @AfterEach
  void nothingWasPrinted() {
    String printed = PRINTED.get().toString(StandardCharsets.UTF_8);
    PRINTED.remove();
    assertThat(printed).isEmpty();
  }

  private static void read(byte[] document) throws ExNodeFormatException {
    try (XmlCursor cursor = new XmlCursor(document, ParseLimits.DEFAULT)) {
      cursor.toRoot();
      cursor.skip();
      cursor.toEnd();
    }
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] document = document(metadata("a", "string", "xyz")).getBytes(StandardCharsets.UTF_8);
    byte[] broken = document.clone();
    broken[new String(document, StandardCharsets.UTF_8).indexOf("xyz") + 1] = (byte) 0xb2;

    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(ExNodeFormatException.class)
        .hasMessageContaining("not text in UTF-8");
  }

  @Test
  void aTypeDeclarationThatDoesNotEndIsRefused() {
    for (String start : new String[] {"", "<?xml version='1.1'?> ", "<!-- <a> --><?b c?>\n"}) {
      byte[] document = (start + "<!DOCTYPE a [<!ENTITY b").getBytes(StandardCharsets.UTF_8);

      assertThatThrownBy(() -> read(document)).hasMessageContaining("document type declaration");
    }
  }

  @Test
  void otherEncodingsAreRead() throws ExNodeFormatException {
    for (String name : new String[] {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"}) {
      String mark = name.equals("UTF-16LE") || name.equals("UTF-16BE") ? "\ufeff" : "";
      String text = mark + "<?xml version=\"1.0\" encoding=\"" + name + "\"?><a>\u00e9</a>";
      read(text.getBytes(Charset.forName(name)));
    }
  }

  @SeededTest(cases = 500)
  void whateverIsBrokenIsRefusedInSilence(SeededRandom random) {
    byte[] broken = document(metadata("a", "string", "xyz")).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3; i++) {
      broken[random.between(0, broken.length - 1)] = (byte) random.between(0, 255);
    }
    byte[] document = Arrays.copyOf(broken, random.between(0, broken.length));
    try {
      read(document);
    } catch (ExNodeFormatException e) {
      assertThat(e).hasMessageContaining("cannot read the exNode");
    }
  }
}
