package org.datalogistics.unis.server.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.RequestURIRef;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns each Grizzly request into a Jersey request, runs it, and sends what Jersey answers. */
final class JerseyHandler extends HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(JerseyHandler.class);
  private static final Pattern AUTHORITY =
      Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");

  /**
   * Only what the application reads is handed on: whatever else a client sends cannot hurt (UNIS
   * spec 5.5).
   */
  private static final Set<String> HEADERS =
      Set.of(
          HttpHeaders.ACCEPT,
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.IF_NONE_MATCH,
          "Origin",
          "Access-Control-Request-Method",
          "Access-Control-Request-Headers");

  private static final RequestExecutorProvider SAME_THREAD =
      new RequestExecutorProvider.SameThreadProvider();

  private final ApplicationHandler application;
  private final HttpLimits limits;
  private final ByteBudget bodies;
  private final Spool.Place spools;
  private final ConnectionDeadlines deadlines;
  private final @Nullable URI publicBase;
  private final Function<String, byte[]> errorBody;
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean closing;

  JerseyHandler(
      ApplicationHandler application,
      HttpLimits limits,
      Spool.Place spools,
      ConnectionDeadlines deadlines,
      @Nullable URI publicBase,
      Function<String, byte[]> errorBody) {
    this.application = application;
    this.limits = limits;
    this.bodies = new ByteBudget(limits.maxBodiesBytes());
    this.spools = spools;
    this.deadlines = deadlines;
    this.publicBase = publicBase;
    this.errorBody = errorBody;
    // The path is taken as it was sent: no decoding here that could fail or lose an encoded slash.
    setDecodeUrl(false);
    setAllowEncodedSlash(true);
  }

  /** Reading the socket is on a worker thread already, so requests run where they are read. */
  @Override
  public RequestExecutorProvider getRequestExecutorProvider() {
    return SAME_THREAD;
  }

  /** From now on every request is refused, because the server is being closed. */
  void refuseNewRequests() {
    closing = true;
  }

  /** Whether no request is being run or answered. */
  boolean isQuiet() {
    return active.get() == 0;
  }

  @Override
  public void service(Request request, Response response) {
    response.suspend();
    if (closing) {
      response.setHeader("Connection", "close");
      fail(response, 503, "the server is being closed");
      return;
    }
    new BodyReader(
            request,
            limits,
            bodies,
            deadlines,
            new BodyReader.Receiver() {
              @Override
              public void complete(InputStream body, Runnable release) {
                run(request, response, body, release);
              }

              @Override
              public void refused(int status, String reason) {
                response.setHeader("Connection", "close");
                fail(response, status, reason);
              }

              @Override
              public void lost() {
                if (response.isSuspended()) {
                  response.resume();
                }
              }
            })
        .start();
  }

  private void run(Request request, Response response, InputStream body, Runnable releaseBody) {
    // While the request runs nothing is expected of the client; the store has time limits of its
    // own.
    deadlines.await(
        request.getContext().getConnection(), System.nanoTime() + limits.total().toNanos());
    active.incrementAndGet();
    JerseyAnswer answer = new JerseyAnswer(spools);
    try {
      ContainerRequest forJersey = translate(request);
      forJersey.setEntityStream(body);
      forJersey.setWriter(answer);
      application.handle(forJersey);
    } catch (IllegalArgumentException e) {
      answer.release();
      releaseBody.run();
      active.decrementAndGet();
      fail(response, 400, "the request target is not a URI: " + e.getMessage());
      return;
    } catch (RuntimeException | Error e) {
      LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
      answer.release();
      releaseBody.run();
      active.decrementAndGet();
      fail(response, 500, "the server failed; its log says why");
      return;
    }
    releaseBody.run();
    send(request, response, answer);
  }

  private ContainerRequest translate(Request request) {
    RequestURIRef uri = request.getRequest().getRequestURIRef();
    RequestTarget target =
        RequestTarget.of(
            uri.getOriginalRequestURIBC().toString(StandardCharsets.ISO_8859_1),
            request.getRequest().getQueryStringDC().toString(StandardCharsets.ISO_8859_1));
    String base = base(request);
    ContainerRequest translated =
        new ContainerRequest(
            URI.create(base + "/"),
            URI.create(base + target.toUri()),
            request.getMethod().getMethodString(),
            new Anonymous(),
            new MapPropertiesDelegate(),
            application.getConfiguration());
    for (String name : HEADERS) {
      for (String value : request.getHeaders(name)) {
        translated.header(name, value);
      }
    }
    return translated;
  }

  /**
   * Scheme and authority under which the client reached this server, or those that are configured.
   */
  private String base(Request request) {
    if (publicBase != null) {
      String text = publicBase.toString();
      return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
    String host = request.getHeader("Host");
    if (host == null || !AUTHORITY.matcher(host).matches()) {
      String address = request.getLocalAddr();
      host = (address.contains(":") ? "[" + address + "]" : address) + ":" + request.getLocalPort();
    }
    return "http://" + host;
  }

  private void send(Request request, Response response, JerseyAnswer answer) {
    LOG.debug(
        "{} {} {} {}",
        request.getRemoteAddr(),
        request.getMethod(),
        request.getRequestURI(),
        answer.status());
    Spool body = answer.body();
    try {
      response.setStatus(answer.status());
      answer
          .headers()
          .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
      if (answer.status() != 204 && answer.status() != 304) {
        response.setContentLengthLong(body.size());
      }
      boolean withoutBody = request.getMethod().getMethodString().equals("HEAD");
      InputStream in = withoutBody ? InputStream.nullInputStream() : body.read();
      new AnswerWriter(response, in, limits, deadlines, () -> done(body)).start();
    } catch (IOException e) {
      LOG.error(
          "the answer to {} {} cannot be read back",
          request.getMethod(),
          request.getRequestURI(),
          e);
      done(body);
      fail(response, 500, "the server failed; its log says why");
    }
  }

  private void done(Spool body) {
    body.release();
    active.decrementAndGet();
  }

  private void fail(Response response, int status, String reason) {
    byte[] body = errorBody.apply(reason);
    response.setStatus(status);
    response.setHeader("Content-Type", "application/json");
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setContentLengthLong(body.length);
    new AnswerWriter(response, new ByteArrayInputStream(body), limits, deadlines, () -> {}).start();
  }
}
