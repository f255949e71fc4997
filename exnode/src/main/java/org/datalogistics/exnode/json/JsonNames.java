package org.datalogistics.exnode.json;

import java.util.Set;

/** Names of the JSON form (exNode spec 5). */
final class JsonNames {

  static final String EXNODE_SCHEMA = "http://unis.crest.iu.edu/schema/exnode/6/exnode#";
  static final String EXTENT_SCHEMA = "http://unis.crest.iu.edu/schema/exnode/ext/1/ibp#";

  /** Schemas of extents that say no more than that it is one, on an IBP depot; others are kept. */
  static final Set<String> PLAIN_EXTENT_SCHEMAS =
      Set.of(
          EXTENT_SCHEMA,
          "http://unis.crest.iu.edu/schema/exnode/6/extent#",
          "http://unis.crest.iu.edu/schema/exnode/4/extent#",
          "http://unis.crest.iu.edu/schema/exnode/3/extent#",
          "http://unis.incntre.iu.edu/schema/exnode/ext/ibp#");

  static final String SCHEMA = "$schema";
  static final String ID = "id";
  static final String SELF_REF = "selfRef";
  static final String NAME = "name";
  static final String MODE = "mode";
  static final String SIZE = "size";
  static final String CREATED = "created";
  static final String MODIFIED = "modified";
  static final String PARENT = "parent";
  static final String OWNER = "owner";
  static final String GROUP = "group";
  static final String PERMISSION = "permission";
  static final String PROPERTIES = "properties";
  static final String EXTENTS = "extents";

  static final String HREF = "href";
  static final String REL = "rel";
  static final String FULL = "full";

  static final String LOCATION = "location";
  static final String OFFSET = "offset";
  static final String MAPPING = "mapping";
  static final String READ = "read";
  static final String WRITE = "write";
  static final String MANAGE = "manage";
  static final String ALLOC_LENGTH = "alloc_length";
  static final String ALLOC_OFFSET = "alloc_offset";
  static final String E2E_BLOCK_SIZE = "e2e_blocksize";
  static final String LIFETIME = "lifetime";
  static final String LIFETIMES = "lifetimes";
  static final String START = "start";
  static final String END = "end";

  /**
   * An addition of this project: the chain of functions, applied first to last; its presence makes
   * {@code alloc_offset} a position in the allocation.
   */
  static final String FUNCTIONS = "functions";

  static final String METADATA = "metadata";

  /** Mark among the properties of an exNode that has extents with {@link #FUNCTIONS}. */
  static final String CONDITIONED = "conditionedExtents";

  private JsonNames() {}
}
