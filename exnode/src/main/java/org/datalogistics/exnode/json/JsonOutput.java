package org.datalogistics.exnode.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import org.datalogistics.exnode.ExNodeNotRepresentableException;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.DoubleValue;
import org.datalogistics.exnode.TypedValue.IntegerValue;
import org.datalogistics.exnode.TypedValue.JsonValue;
import org.datalogistics.exnode.TypedValue.MetaValue;
import org.datalogistics.exnode.TypedValue.StringValue;

/** Writes properties and typed values as ASCII JSON to a stream that it does not close. */
final class JsonOutput implements AutoCloseable {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final JsonGenerator generator;

  JsonOutput(OutputStream out) throws IOException {
    generator = FACTORY.createGenerator(out);
  }

  void startObject() throws IOException {
    generator.writeStartObject();
  }

  void startObject(String name) throws IOException {
    generator.writeObjectFieldStart(name);
  }

  void endObject() throws IOException {
    generator.writeEndObject();
  }

  void startArray(String name) throws IOException {
    generator.writeArrayFieldStart(name);
  }

  void endArray() throws IOException {
    generator.writeEndArray();
  }

  void property(String name, String text) throws IOException {
    generator.writeStringField(name, text);
  }

  void property(String name, long number) throws IOException {
    generator.writeNumberField(name, number);
  }

  void nullProperty(String name) throws IOException {
    generator.writeNullField(name);
  }

  /** A link as UNIS has it. */
  void link(String name, String href) throws IOException {
    generator.writeFieldName(name);
    link(href);
  }

  /** A link as an element of an array. */
  void link(String href) throws IOException {
    generator.writeStartObject();
    generator.writeStringField(JsonNames.HREF, href);
    generator.writeStringField(JsonNames.REL, JsonNames.FULL);
    generator.writeEndObject();
  }

  /** All entries but those with a name that is written otherwise. */
  void entries(Map<String, TypedValue> entries, Set<String> except) throws IOException {
    for (Map.Entry<String, TypedValue> entry : entries.entrySet()) {
      if (!except.contains(entry.getKey())) {
        property(entry.getKey(), entry.getValue());
      }
    }
  }

  void property(String name, TypedValue value) throws IOException {
    generator.writeFieldName(name);
    if (value instanceof IntegerValue integer) {
      generator.writeNumber(integer.value());
    } else if (value instanceof DoubleValue number) {
      generator.writeNumber(number.value());
    } else if (value instanceof StringValue text) {
      generator.writeString(text.value());
    } else if (value instanceof MetaValue meta) {
      generator.writeStartObject();
      entries(meta.entries().entries(), Set.of());
      generator.writeEndObject();
    } else if (value instanceof JsonValue json) {
      copy(name, json.text());
    }
  }

  private void copy(String name, String json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      generator.copyCurrentStructureExact(parser);
    } catch (JsonProcessingException e) {
      throw new ExNodeNotRepresentableException(
          "the metadata entry " + name + " is not JSON: " + e.getOriginalMessage());
    }
  }

  @Override
  public void close() throws IOException {
    generator.close();
  }
}
