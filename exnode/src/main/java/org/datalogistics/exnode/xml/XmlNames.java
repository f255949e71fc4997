package org.datalogistics.exnode.xml;

/** Names of the XML form (exNode spec 2). */
final class XmlNames {

  static final String NAMESPACE = "http://loci.cs.utk.edu/exnode";

  static final String EXNODE = "exnode";
  static final String METADATA = "metadata";
  static final String MAPPING = "mapping";
  static final String FUNCTION = "function";
  static final String ARGUMENT = "argument";
  static final String READ = "read";
  static final String WRITE = "write";
  static final String MANAGE = "manage";

  static final String NAME = "name";
  static final String TYPE = "type";
  static final String INTEGER = "integer";
  static final String DOUBLE = "double";
  static final String STRING = "string";
  static final String META = "meta";

  static final String VERSION = "Version";
  static final String CURRENT_VERSION = "3.0";
  static final String FILENAME = "filename";
  static final String SIZE = "size";
  static final String ORIGINAL_SIZE = "original_filesize";
  static final String CREATED = "created";
  static final String MODIFIED = "modified";
  static final String MODE = "mode";
  static final String PARENT = "parent";

  static final String EXNODE_OFFSET = "exnode_offset";
  static final String LOGICAL_LENGTH = "logical_length";
  static final String ALLOC_OFFSET = "alloc_offset";
  static final String ALLOC_LENGTH = "alloc_length";
  static final String E2E_BLOCK_SIZE = "e2e_blocksize";
  static final String START = "start";
  static final String END = "end";

  static final String IDENTITY = "identity";

  private XmlNames() {}
}
