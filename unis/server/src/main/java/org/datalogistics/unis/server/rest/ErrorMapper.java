package org.datalogistics.unis.server.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
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

  @Context private ContainerRequestContext request;

  /** For JAX-RS, which fills in the request. */
  @SuppressWarnings("NullAway.Init") // injected before the first use
  public ErrorMapper() {}

  @Override
  public Response toResponse(Throwable error) {
    String message = String.valueOf(error.getMessage());
    if (error instanceof RestException rest) {
      return answer(rest.status(), message);
    }
    if (error instanceof QueryParseException) {
      return answer(403, message);
    }
    if (error instanceof DuplicateVersionException) {
      return answer(409, message);
    }
    if (error instanceof InvalidDocumentException) {
      return answer(400, message);
    }
    if (error instanceof StoreUnavailableException || error instanceof Spool.FullException) {
      LOG.warn("{} {} cannot be served now: {}", request.getMethod(), path(), message);
      return answer(503, message);
    }
    if (error instanceof WebApplicationException web) {
      return fromJaxRs(web);
    }
    LOG.error("{} {} failed", request.getMethod(), path(), error);
    return answer(500, "the server failed; its log says why");
  }

  private Response fromJaxRs(WebApplicationException web) {
    int status = web.getResponse().getStatus();
    String message =
        switch (status) {
          case 404 -> "there is nothing at " + path();
          case 405 -> request.getMethod() + " is not possible on " + path();
          default -> String.valueOf(web.getMessage());
        };
    Response.ResponseBuilder answer = answer(request, status, message);
    String allow = web.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
  }

  private Response answer(int status, String message) {
    return answer(request, status, message).build();
  }

  /** An error of this status and text. */
  static Response.ResponseBuilder answer(
      ContainerRequestContext request, int status, String message) {
    return Response.status(status)
        .header(HttpHeaders.CONTENT_TYPE, Negotiation.contentType(request))
        .entity(Json.error(message));
  }

  private String path() {
    return request.getUriInfo().getRequestUri().getRawPath();
  }
}
