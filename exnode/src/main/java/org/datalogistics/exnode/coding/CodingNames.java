package org.datalogistics.exnode.coding;

import java.util.Set;

/** Names within the entry of coding groups; those of a slice are the names of an XML mapping. */
final class CodingNames {

  static final String VERSION = "version";
  static final String GROUPS = "groups";

  static final String CODE = "code";
  static final String DATA = "data_slices";
  static final String PARITY = "parity_slices";
  static final String OFFSET = "offset";
  static final String LENGTH = "length";
  static final String SLICE_LENGTH = "slice_length";
  static final String SLICES = "slices";

  static final Set<String> OF_GROUP =
      Set.of(CODE, DATA, PARITY, OFFSET, LENGTH, SLICE_LENGTH, SLICES);

  static final String INDEX = "index";
  static final String SLICE_OFFSET = "slice_offset";
  static final String LOGICAL_LENGTH = "logical_length";
  static final String ALLOC_OFFSET = "alloc_offset";
  static final String ALLOC_LENGTH = "alloc_length";
  static final String E2E_BLOCK_SIZE = "e2e_blocksize";
  static final String START = "start";
  static final String END = "end";
  static final String FUNCTIONS = "functions";
  static final String READ = "read";
  static final String WRITE = "write";
  static final String MANAGE = "manage";

  static final Set<String> OF_SLICE =
      Set.of(
          INDEX,
          SLICE_OFFSET,
          LOGICAL_LENGTH,
          ALLOC_OFFSET,
          ALLOC_LENGTH,
          E2E_BLOCK_SIZE,
          START,
          END,
          FUNCTIONS,
          READ,
          WRITE,
          MANAGE);

  static final String NAME = "name";
  static final String ARGUMENTS = "arguments";
  static final String METADATA = "metadata";

  private CodingNames() {}
}
