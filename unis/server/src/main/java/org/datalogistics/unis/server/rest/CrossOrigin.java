package org.datalogistics.unis.server.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** Lets pages of any origin use the directory, which is open to everyone anyway (UNIS spec 12). */
@PreMatching
public final class CrossOrigin implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS";

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals("OPTIONS")) {
      request.abortWith(
          Response.noContent()
              .header("Allow", METHODS)
              .header("Access-Control-Allow-Methods", METHODS)
              .header("Access-Control-Max-Age", "86400")
              .build());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("Access-Control-Allow-Origin", "*");
    headers.putSingle(
        "Access-Control-Allow-Headers", "x-requested-with, content-type, accept, if-none-match");
    headers.putSingle("Access-Control-Expose-Headers", "X-Count, ETag, Location");
  }
}
