package org.datalogistics.exnode.json;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.datalogistics.exnode.FunctionChain;

/**
 * What a UNIS document needs beyond the exNode itself (exNode spec 6.1).
 *
 * @param baseUrl of the directory, such as {@code http://unis.example.org:8890}; the collections
 *     {@code /exnodes} and {@code /extents} are below it
 * @param ids makes a new, unique id for each exNode and extent that has none
 * @param owner stated where the exNode names none; not empty
 * @param group stated where the exNode names none; not empty
 * @param conditioned what to do with extents that are conditioned or do not start at the beginning
 *     of their allocation
 */
public record JsonWriteOptions(
    String baseUrl, Supplier<String> ids, String owner, String group, Conditioned conditioned) {

  /**
   * How to treat extents whose stored bytes are not simply the file's: no other software
   * understands them in JSON (exNode spec 5.3).
   */
  public enum Conditioned {
    /** Refuse to write the document. */
    REFUSE,
    /** Write the {@link FunctionChain} as an addition that only this project reads. */
    WRITE
  }

  public JsonWriteOptions {
    requireNonNull(ids, "ids is null");
    requireNonNull(conditioned, "conditioned is null");
    if (!baseUrl.contains("://")) {
      throw new IllegalArgumentException("the base URL must be absolute, not \"" + baseUrl + "\"");
    }
    while (baseUrl.endsWith("/")) {
      baseUrl = baseUrl.substring(0, baseUrl.length() - 1);
    }
    if (owner.isEmpty() || group.isEmpty()) {
      throw new IllegalArgumentException(
          "owner and group must not be empty, the exNode schema forbids it");
    }
  }

  /** Options for documents that every known reader takes: conditioned extents are refused. */
  public JsonWriteOptions(String baseUrl, Supplier<String> ids, String owner, String group) {
    this(baseUrl, ids, owner, group, Conditioned.REFUSE);
  }

  /** These options with another treatment of conditioned extents. */
  public JsonWriteOptions with(Conditioned treatment) {
    return new JsonWriteOptions(baseUrl, ids, owner, group, treatment);
  }

  String exNodeUrl(String id) {
    return baseUrl + "/exnodes/" + id;
  }

  String extentUrl(String id) {
    return baseUrl + "/extents/" + id;
  }
}
