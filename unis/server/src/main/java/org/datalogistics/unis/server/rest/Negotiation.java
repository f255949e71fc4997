package org.datalogistics.unis.server.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datalogistics.unis.UnisCollection;
import org.jspecify.annotations.Nullable;

/**
 * Understands the media types that clients really send, also malformed ones, before JAX-RS refuses
 * them (UNIS spec 3): any mention of a type counts, order and q-values do not.
 */
@PreMatching
public final class Negotiation implements ContainerRequestFilter {

  static final String NATIVE = "application/perfsonar+json";
  static final String JSON = "application/json";
  private static final String CHOSEN = "unis.media-type";

  private static final Pattern TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+*-]+/[A-Za-z0-9!#$&^_.+*-]+");

  @Override
  public void filter(ContainerRequestContext request) {
    String accept = header(request, HttpHeaders.ACCEPT);
    String contentType = header(request, HttpHeaders.CONTENT_TYPE);
    request.setProperty(CHOSEN, answerType(accept));
    if (request.getMethod().equals("POST") || request.getMethod().equals("PUT")) {
      checkContent(contentType);
    }
  }

  /** The Content-Type of an answer to this request, with the schema as its profile. */
  static String contentType(ContainerRequestContext request, UnisCollection collection) {
    return "%s; profile=\"%s\"".formatted(request.getProperty(CHOSEN), collection.schema());
  }

  /** The same for an error, which has no schema. */
  static String contentType(ContainerRequestContext request) {
    return request.getProperty(CHOSEN) instanceof String chosen ? chosen : JSON;
  }

  static String answerType(@Nullable String accept) {
    if (accept == null || accept.isBlank()) {
      return NATIVE;
    }
    List<String> types = types(accept);
    if (types.contains("*/*") || types.contains("application/*") || accept.strip().equals("*")) {
      return JSON;
    }
    for (String offered : List.of(NATIVE, JSON)) {
      if (types.contains(offered)) {
        return offered;
      }
    }
    throw RestException.notAcceptable(
        "this server answers with %s or %s, and the request accepts only '%s'"
            .formatted(NATIVE, JSON, accept));
  }

  static void checkContent(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return;
    }
    List<String> types = types(contentType);
    if (!types.contains(NATIVE) && !types.contains(JSON)) {
      throw RestException.unsupported(
          "this server understands bodies of %s or %s, and not '%s'"
              .formatted(NATIVE, JSON, contentType));
    }
  }

  /** Takes a header out of the request, so that nobody else tries to parse it. */
  private static @Nullable String header(ContainerRequestContext request, String name) {
    List<String> values = request.getHeaders().remove(name);
    return values == null ? null : String.join(",", values);
  }

  private static List<String> types(String header) {
    List<String> types = new ArrayList<>();
    Matcher matcher = TYPE.matcher(header);
    while (matcher.find()) {
      types.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    return types;
  }
}
