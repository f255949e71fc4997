package org.datalogistics.unis.server.rest;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.datalogistics.unis.server.http.Spool;
import org.datalogistics.unis.server.store.DuplicateVersionException;
import org.datalogistics.unis.server.store.InvalidDocumentException;
import org.datalogistics.unis.server.store.QueryParseException;
import org.datalogistics.unis.server.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an HTTP status and a body (UNIS spec 5.1, 5.2, 5.5). */
public final class ErrorMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorMapper.class);

  private final Provider<ContainerRequestContext> requests;

  /** For JAX-RS: one mapper serves all requests, so it asks each time which one it is. */
  @Inject
  public ErrorMapper(Provider<ContainerRequestContext> requests) {
    this.requests = requests;
  }

  @Override
  public Response toResponse(Throwable error) {
    ContainerRequestContext request = requests.get();
    String message = String.valueOf(error.getMessage());
    if (error instanceof RestException rest) {
      return answer(request, rest.status(), message).build();
    }
    if (error instanceof QueryParseException) {
      return answer(request, 403, message).build();
    }
    if (error instanceof DuplicateVersionException) {
      return answer(request, 409, message).build();
    }
    if (error instanceof InvalidDocumentException) {
      return answer(request, 400, message).build();
    }
    if (error instanceof StoreUnavailableException || error instanceof Spool.FullException) {
      LOG.warn("{} {} cannot be served now: {}", request.getMethod(), path(request), message);
      return answer(request, 503, message).build();
    }
    if (error instanceof WebApplicationException web) {
      return fromJaxRs(request, web);
    }
    LOG.error("{} {} failed", request.getMethod(), path(request), error);
    return answer(request, 500, "the server failed; its log says why").build();
  }

  private static Response fromJaxRs(ContainerRequestContext request, WebApplicationException web) {
    int status = web.getResponse().getStatus();
    String message =
        switch (status) {
          case 404 -> "there is nothing at " + path(request);
          case 405 -> request.getMethod() + " is not possible on " + path(request);
          default -> String.valueOf(web.getMessage());
        };
    Response.ResponseBuilder answer = answer(request, status, message);
    String allow = web.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
  }

  /** An error of this status and text. */
  static Response.ResponseBuilder answer(
      ContainerRequestContext request, int status, String message) {
    return Response.status(status)
        .header(HttpHeaders.CONTENT_TYPE, Negotiation.contentType(request))
        .entity(Json.error(message));
  }

  private static String path(ContainerRequestContext request) {
    return request.getUriInfo().getRequestUri().getRawPath();
  }
}
