package org.datalogistics.unis.server.http;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ContainerException;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what Jersey answers until it is sent. An entity that is a {@link Spool} already is taken as
 * it is.
 */
final class JerseyAnswer implements ContainerResponseWriter {

  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private Spool body;
  private int status = 500;

  JerseyAnswer(Spool.Place spools) {
    body = spools.open();
  }

  @Override
  public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse response) {
    status = response.getStatus();
    response.getStringHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
    headers.keySet().removeIf(name -> name.equalsIgnoreCase("Content-Length"));
    if (response.getEntity() instanceof Spool ready) {
      body.release();
      body = ready;
      return OutputStream.nullOutputStream();
    }
    return body;
  }

  @Override
  public boolean suspend(long time, TimeUnit unit, @Nullable TimeoutHandler handler) {
    return false;
  }

  @Override
  public void setSuspendTimeout(long time, TimeUnit unit) {
    throw new IllegalStateException("answers are given at once here");
  }

  @Override
  public void commit() {
    // Sending begins when Jersey returns.
  }

  @Override
  public void failure(Throwable error) {
    throw new ContainerException(error);
  }

  @Override
  public boolean enableResponseBuffering() {
    return false;
  }

  int status() {
    return status;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  Spool body() {
    return body;
  }

  void release() {
    body.release();
  }
}
