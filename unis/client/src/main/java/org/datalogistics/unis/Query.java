package org.datalogistics.unis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A question to a collection in the directory's URL language (UNIS spec 6): conditions, all of
 * which must hold, and what to answer of the documents that fit.
 *
 * <p>Immutable: each method gives a new query. Fields are dotted paths ({@code runningOn.href});
 * arrays on the way are transparent.
 */
public final class Query {

  private static final Query ALL = new Query(List.of());
  private static final Set<String> RESERVED =
      Set.of("fields", "limit", "skip", "sort", "inline", "unique", "cert", "alive");

  private final List<String> parameters;

  private Query(List<String> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  /** Every document of the collection, all versions, newest first. */
  public static Query all() {
    return ALL;
  }

  /** Documents where the field meets the condition. */
  public Query where(String field, Condition condition) {
    return with(name(field) + "=" + UrlText.query(condition.expression()));
  }

  /** Documents where at least one of the pairs of field and condition holds. */
  public Query whereAny(List<FieldCondition> alternatives) {
    if (alternatives.isEmpty()) {
      throw new IllegalArgumentException("an OR needs at least one alternative");
    }
    // A regular expression takes the whole rest of the value, so it can only be the last
    // alternative.
    List<FieldCondition> ordered = new ArrayList<>(alternatives);
    ordered.sort((a, b) -> Boolean.compare(a.condition().openEnded(), b.condition().openEnded()));
    if (ordered.stream().filter(a -> a.condition().openEnded()).count() > 1) {
      throw new IllegalArgumentException(
          "an OR of the URL language holds at most one regular expression (or text with ',' or '|'): "
              + alternatives);
    }
    ordered.forEach(a -> name(a.field()));
    String value =
        ordered.stream()
            .map(a -> a.field() + "=" + a.condition().expression())
            .collect(Collectors.joining("|"));
    int first = value.indexOf('=');
    return with(
        UrlText.query(value.substring(0, first)) + "=" + UrlText.query(value.substring(first + 1)));
  }

  /** Documents whose field is exactly this text. */
  public Query eq(String field, String value) {
    return where(field, Condition.equalTo(value));
  }

  /** Documents whose field is exactly one of these texts. */
  public Query in(String field, List<String> values) {
    return where(field, Condition.in(values));
  }

  /**
   * Documents that link to this one, such as the children of a directory ({@code parent}) by its
   * selfRef.
   */
  public Query linkedTo(String field, String selfRef) {
    return eq(field + ".href", selfRef);
  }

  /** At most so many documents; 0 means no limit. */
  public Query limit(int count) {
    return with("limit=" + nonNegative("limit", count));
  }

  /** Leaves out the first so many of the sorted documents. */
  public Query skip(int count) {
    return with("skip=" + nonNegative("skip", count));
  }

  /** Answers these fields only; the id is not added by itself. */
  public Query fields(String... fields) {
    return with(
        "fields=" + Arrays.stream(fields).map(UrlText::query).collect(Collectors.joining(",")));
  }

  /** Sorts by this field, smallest first; without it the newest document comes first. */
  public Query ascending(String field) {
    return with("sort=" + UrlText.query(field) + ":1");
  }

  /** Sorts by this field, largest first. */
  public Query descending(String field) {
    return with("sort=" + UrlText.query(field) + ":-1");
  }

  /** Only the newest version of each document. */
  public Query unique() {
    return with("unique=true");
  }

  /** Embeds the extents of file exNodes (UNIS spec 7.9). */
  public Query inline() {
    return with("inline");
  }

  /**
   * Only services that are alive. Servers of this project filter by it; another one may ignore it
   * or find nothing, so judge by {@link ServiceRecord#alive} where the server is not known.
   */
  public Query alive() {
    return with("alive=true");
  }

  /** The query part of a URL, encoded, without the question mark; empty when nothing is asked. */
  public String toUrl() {
    return String.join("&", parameters);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Query query && query.parameters.equals(parameters);
  }

  @Override
  public int hashCode() {
    return parameters.hashCode();
  }

  @Override
  public String toString() {
    return "Query[" + toUrl() + "]";
  }

  private Query with(String parameter) {
    List<String> longer = new ArrayList<>(parameters);
    longer.add(parameter);
    return new Query(longer);
  }

  private static String name(String field) {
    if (field.isEmpty() || RESERVED.contains(field)) {
      throw new IllegalArgumentException(
          "'" + field + "' cannot be asked for: it is empty or a reserved parameter name");
    }
    return UrlText.query(field);
  }

  private static int nonNegative(String what, int count) {
    if (count < 0) {
      throw new IllegalArgumentException(what + " must not be negative: " + count);
    }
    return count;
  }

  /**
   * One alternative of an OR.
   *
   * @param field dotted path
   * @param condition what must hold for it
   */
  public record FieldCondition(String field, Condition condition) {}
}
