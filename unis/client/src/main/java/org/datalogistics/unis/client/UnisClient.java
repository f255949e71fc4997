package org.datalogistics.unis.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.datalogistics.unis.Query;
import org.datalogistics.unis.ServiceRecord;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.UrlText;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the documents of one directory (UNIS spec 4, 5). Every call has a deadline and
 * ends in an answer or a {@link UnisException}. Safe for use by many threads; holds nothing that
 * needs closing.
 */
public final class UnisClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final HttpExchange http;

  /**
   * A client of the directory at this URL, such as {@code http://host:8888}, with the usual limits.
   */
  public UnisClient(URI base) {
    this(base, Limits.usual());
  }

  /** A client with limits of its own. */
  public UnisClient(URI base, Limits limits) {
    String scheme = Objects.toString(base.getScheme(), "");
    if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
      throw new IllegalArgumentException(
          "A UNIS URL looks like http://host:8888, but this one is '" + base + "'");
    }
    String text = base.toString();
    this.base = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    this.http = new HttpExchange(limits);
  }

  /**
   * How long a request may take and how much may come back.
   *
   * @param connectTimeout until the connection stands
   * @param timeout for the whole request
   * @param maxAnswerBytes the largest answer that is read
   */
  public record Limits(Duration connectTimeout, Duration timeout, long maxAnswerBytes) {

    /** Checks that everything is positive. */
    public Limits {
      if (connectTimeout.isNegative()
          || connectTimeout.isZero()
          || timeout.isNegative()
          || timeout.isZero()) {
        throw new IllegalArgumentException(
            "timeouts must be positive: " + connectTimeout + ", " + timeout);
      }
      if (maxAnswerBytes <= 0 || maxAnswerBytes > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException(
            "maxAnswerBytes must be from 1 to 2147483631: " + maxAnswerBytes);
      }
    }

    /** 5 s to connect, 20 s for all, 128 MiB. */
    public static Limits usual() {
      return new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 128L << 20);
    }

    /** The same with another time for the whole request (and to connect, when that was longer). */
    public Limits within(Duration total) {
      return new Limits(
          connectTimeout.compareTo(total) < 0 ? connectTimeout : total, total, maxAnswerBytes);
    }
  }

  /** The directory's URL, without a slash at the end. */
  public URI base() {
    return base;
  }

  /** The URL of a document in this directory. */
  public URI urlOf(UnisCollection collection, String id) {
    return URI.create(base + "/" + collection.path() + "/" + UrlText.segment(id));
  }

  /** The newest version of a document, or nothing when the directory has none. */
  public Optional<ObjectNode> get(UnisCollection collection, String id) throws UnisException {
    return one(urlOf(collection, id));
  }

  /** A file exNode with its extents embedded (UNIS spec 7.9). */
  public Optional<ObjectNode> getInline(String exnodeId) throws UnisException {
    return one(URI.create(urlOf(UnisCollection.EXNODES, exnodeId) + "?inline"));
  }

  /** The document behind a link, wherever it is: an object, or an array of exactly one. */
  public Optional<ObjectNode> follow(URI href) throws UnisException {
    return one(href);
  }

  /** The documents that a query finds. */
  public List<ObjectNode> query(UnisCollection collection, Query query) throws UnisException {
    String question = query.toUrl();
    URI url =
        URI.create(base + "/" + collection.path() + (question.isEmpty() ? "" : "?" + question));
    HttpExchange.Answer answer = http.send("GET", url, null);
    if (answer.status() == 404) {
      return List.of();
    }
    return documents(url, parse("GET", url, answer));
  }

  /**
   * The newest record of each service that a query finds, dead ones too: judge by {@link
   * ServiceRecord#alive}.
   */
  public List<ServiceRecord> services(Query query) throws UnisException {
    return query(UnisCollection.SERVICES, query.unique()).stream().map(ServiceRecord::of).toList();
  }

  /**
   * Stores a document, or a new version of it when its id is known, and returns it as the directory
   * completed it.
   */
  public ObjectNode create(UnisCollection collection, ObjectNode document) throws UnisException {
    List<ObjectNode> stored = post(collection, document);
    if (stored.size() != 1) {
      throw strange(
          "POST", collectionUrl(collection), "%d documents for one".formatted(stored.size()));
    }
    return stored.get(0);
  }

  /** Stores several documents at once and returns them as stored. */
  public List<ObjectNode> createAll(UnisCollection collection, List<ObjectNode> documents)
      throws UnisException {
    if (documents.isEmpty()) {
      return List.of();
    }
    ArrayNode array = JSON.createArrayNode();
    documents.forEach(array::add);
    return post(collection, array);
  }

  /**
   * Replaces the given top-level fields of the newest version and sets its {@code ts} to now (UNIS
   * spec 4.3).
   *
   * @return false when the directory has no such document
   */
  public boolean update(UnisCollection collection, String id, ObjectNode fields)
      throws UnisException {
    URI url = urlOf(collection, id);
    HttpExchange.Answer answer = http.send("PUT", url, bytes(fields));
    if (answer.status() == 404) {
      return false;
    }
    check("PUT", url, answer);
    return true;
  }

  /**
   * Sets a document's {@code ts} to now: a service's sign of life. False when the directory has no
   * such document.
   */
  public boolean touch(UnisCollection collection, String id) throws UnisException {
    return update(collection, id, JSON.createObjectNode().put("id", id));
  }

  /** Deletes all versions of a document; one that is not there is as good as deleted. */
  public void delete(UnisCollection collection, String id) throws UnisException {
    URI url = urlOf(collection, id);
    HttpExchange.Answer answer = http.send("DELETE", url, null);
    if (answer.status() != 404) {
      check("DELETE", url, answer);
    }
  }

  /**
   * The identity of the directory: the same uid under two names is the same store (UNIS spec 9.2).
   */
  public String uid() throws UnisException {
    URI url = URI.create(base + "/about");
    JsonNode about = parse("GET", url, http.send("GET", url, null));
    if (!about.path("uid").isTextual()) {
      throw strange("GET", url, "no uid");
    }
    return about.path("uid").asText();
  }

  private List<ObjectNode> post(UnisCollection collection, JsonNode body) throws UnisException {
    URI url = collectionUrl(collection);
    return documents(url, parse("POST", url, http.send("POST", url, bytes(body))));
  }

  private Optional<ObjectNode> one(URI url) throws UnisException {
    HttpExchange.Answer answer = http.send("GET", url, null);
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    List<ObjectNode> found = documents(url, parse("GET", url, answer));
    if (found.size() > 1) {
      throw strange("GET", url, "%d documents for one".formatted(found.size()));
    }
    return found.stream().findFirst();
  }

  /** Servers answer one document as an object or as an array of one (UNIS spec 5.1). */
  private static List<ObjectNode> documents(URI url, JsonNode body) throws UnisException {
    if (body instanceof ObjectNode object) {
      return List.of(object);
    }
    if (!body.isArray()) {
      throw strange("GET", url, "neither an object nor an array");
    }
    List<ObjectNode> documents = new ArrayList<>(body.size());
    for (JsonNode element : body) {
      if (!(element instanceof ObjectNode object)) {
        throw strange("GET", url, "an array of something else than objects");
      }
      documents.add(object);
    }
    return documents;
  }

  private static JsonNode parse(String method, URI url, HttpExchange.Answer answer)
      throws UnisException {
    check(method, url, answer);
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UnisException(
          method
              + " "
              + HttpExchange.shown(url)
              + " answered something that is not JSON. Is this a UNIS server?",
          url,
          answer.status(),
          e);
    }
  }

  private static void check(String method, URI url, HttpExchange.Answer answer)
      throws UnisException {
    if (answer.status() / 100 != 2) {
      throw new UnisException(
          "%s %s was refused with %d: %s"
              .formatted(method, HttpExchange.shown(url), answer.status(), reason(answer)),
          url,
          answer.status(),
          null);
    }
  }

  private static String reason(HttpExchange.Answer answer) {
    try {
      JsonNode message = JSON.readTree(answer.body()).path("message");
      if (message.isTextual()) {
        return message.asText();
      }
    } catch (IOException e) {
      // Not the JSON of a UNIS server: its own words are all there is to show.
    }
    String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "no reason given" : text.substring(0, Math.min(300, text.length()));
  }

  private static UnisException strange(String method, URI url, String what) {
    return new UnisException(
        "%s %s answered %s. Is this a UNIS server?"
            .formatted(method, HttpExchange.shown(url), what),
        url,
        200,
        null);
  }

  private URI collectionUrl(UnisCollection collection) {
    return URI.create(base + "/" + collection.path());
  }

  private static byte @Nullable [] bytes(JsonNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new IllegalStateException("a JSON tree that cannot be written", e);
    }
  }
}
