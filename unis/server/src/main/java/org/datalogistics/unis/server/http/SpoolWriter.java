package org.datalogistics.unis.server.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Lets a {@link Spool} be the entity of an answer; {@link JerseyAnswer} takes it as a whole, so
 * nothing is copied.
 */
final class SpoolWriter implements MessageBodyWriter<Spool> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == Spool.class;
  }

  @Override
  public void writeTo(
      Spool spool,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out) {
    // The bytes are where they shall be.
  }
}
