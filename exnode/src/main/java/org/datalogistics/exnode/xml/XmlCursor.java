package org.datalogistics.exnode.xml;

import java.io.ByteArrayInputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ParseLimits;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the elements of an untrusted document: no DTD, no entities beyond XML's own five,
 * bounded depth; every failure is an {@link ExNodeFormatException}.
 */
final class XmlCursor implements AutoCloseable {

  /** Is called at the start of an element and must leave the cursor at its end. */
  @FunctionalInterface
  interface ElementHandler {
    void element(String localName) throws ExNodeFormatException;
  }

  private final ParseLimits limits;
  private final XMLStreamReader reader;
  private int depth;

  XmlCursor(byte[] document, ParseLimits limits) throws ExNodeFormatException {
    this.limits = limits;
    FirstLook.at(document);
    try {
      reader = newFactory().createXMLStreamReader(new ByteArrayInputStream(document));
    } catch (XMLStreamException e) {
      throw unreadable(e);
    } catch (RuntimeException e) {
      throw parserFailed(e);
    }
  }

  private static XMLInputFactory newFactory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not read");
        });
    return factory;
  }

  /** Goes to the start of the root element. */
  void toRoot() throws ExNodeFormatException {
    while (next() != XMLStreamConstants.START_ELEMENT) {
      // the prolog: declaration, comments, processing instructions
    }
  }

  /** Reads on behind the end of the root element, so that what follows is checked too. */
  void toEnd() throws ExNodeFormatException {
    while (next() != XMLStreamConstants.END_DOCUMENT) {
      // the epilog: comments, processing instructions
    }
  }

  String localName() {
    return reader.getLocalName();
  }

  /** Whether the element at hand is in the namespace of exNodes. */
  boolean isExNodeElement() {
    return XmlNames.NAMESPACE.equals(reader.getNamespaceURI());
  }

  /** Whether the element at hand declares the namespace of exNodes. */
  boolean declaresNamespace() {
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      if (XmlNames.NAMESPACE.equals(reader.getNamespaceURI(i))) {
        return true;
      }
    }
    return false;
  }

  /** The value of an attribute in no namespace. */
  @Nullable String attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      if (name.equals(reader.getAttributeLocalName(i))
          && (namespace == null || namespace.isEmpty())) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  /** The value of an attribute that has to be there. */
  String requiredAttribute(String name) throws ExNodeFormatException {
    String value = attribute(name);
    if (value == null) {
      throw error("the element " + localName() + " has no attribute " + name);
    }
    return value;
  }

  /**
   * Calls the handler for each child of the element at hand and goes to the element's end; text
   * between them is ignored.
   */
  void children(ElementHandler handler) throws ExNodeFormatException {
    while (true) {
      int event = next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        return;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        handler.element(localName());
      }
    }
  }

  /** Goes to the end of the element at hand, ignoring what is in it. */
  void skip() throws ExNodeFormatException {
    children(name -> skip());
  }

  /**
   * The text of the element at hand, which must have no child elements; goes to the element's end.
   */
  String text() throws ExNodeFormatException {
    String element = localName();
    StringBuilder text = new StringBuilder();
    while (true) {
      int event = next();
      switch (event) {
        case XMLStreamConstants.END_ELEMENT -> {
          return text.toString();
        }
        case XMLStreamConstants.START_ELEMENT ->
            throw error(
                "the element " + element + " must hold text, not the element " + localName());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(reader.getText());
        default -> {
          // comments and processing instructions are no text
        }
      }
    }
  }

  private int next() throws ExNodeFormatException {
    int event = advance();
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        if (++depth > limits.maxDepth()) {
          throw error("elements are nested deeper than " + limits.maxDepth());
        }
      }
      case XMLStreamConstants.END_ELEMENT -> depth--;
      case XMLStreamConstants.DTD -> throw error("a document type declaration is not allowed");
      case XMLStreamConstants.ENTITY_REFERENCE -> throw error("entities are not allowed");
      default -> {
        // nothing to check
      }
    }
    return event;
  }

  private int advance() throws ExNodeFormatException {
    try {
      return reader.next();
    } catch (XMLStreamException e) {
      throw unreadable(e);
    } catch (RuntimeException e) {
      throw parserFailed(e);
    }
  }

  /** A complaint about the place that was reached. */
  ExNodeFormatException error(String reason) {
    return new ExNodeFormatException(place(reader.getLocation()), reason);
  }

  private static ExNodeFormatException unreadable(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    String reason = message.substring(message.lastIndexOf('\n') + 1).replaceFirst("^Message: ", "");
    return new ExNodeFormatException(place(e.getLocation()), "not well-formed XML: " + reason, e);
  }

  /** The JDK's parser answers some broken documents with unchecked exceptions. */
  private static ExNodeFormatException parserFailed(RuntimeException e) {
    return new ExNodeFormatException("", "not well-formed XML: the parser failed: " + e, e);
  }

  private static String place(@Nullable Location location) {
    return location == null || location.getLineNumber() < 0
        ? ""
        : "line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }

  @Override
  public void close() throws ExNodeFormatException {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      throw unreadable(e);
    }
  }
}
