package org.datalogistics.ibp.wire;

/** Command and sub-command numbers (IBP spec 3.1, 3.2). */
final class CommandId {
  static final int ALLOCATE = 1;
  static final int STORE = 2;
  static final int STATUS = 4;
  static final int SEND = 5;
  static final int LOAD = 8;
  static final int MANAGE = 9;
  static final int WRITE = 13;
  static final int ALIAS_ALLOCATE = 14;
  static final int ALIAS_MANAGE = 15;
  static final int RENAME = 16;
  static final int PHOEBUS_SEND = 17;
  static final int SPLIT = 18;
  static final int MERGE = 19;
  static final int PUSH = 20;
  static final int PULL = 21;
  static final int PUSH_CHECKSUM = 22;
  static final int PULL_CHECKSUM = 23;
  static final int LOAD_CHECKSUM = 24;
  static final int SEND_CHECKSUM = 25;
  static final int PHOEBUS_SEND_CHECKSUM = 26;
  static final int WRITE_CHECKSUM = 27;
  static final int STORE_CHECKSUM = 28;
  static final int ALLOCATE_CHECKSUM = 29;
  static final int SPLIT_CHECKSUM = 30;
  static final int GET_CHECKSUMS = 31;
  static final int VALIDATE_CHECKSUMS = 32;
  static final int VEC_WRITE = 33;
  static final int VEC_WRITE_CHECKSUM = 34;
  static final int VEC_READ = 35;
  static final int VEC_READ_CHECKSUM = 36;

  static final int SET_MODE = 90;
  static final int MOUNT = 91;
  static final int UNMOUNT = 92;
  static final int LIST_CORRUPT = 93;
  static final int CONFIGURATION = 94;
  static final int RESCAN_TRASH = 95;
  static final int UNDELETE = 96;
  static final int EXPIRY_LIST = 97;
  static final int SPACE_BY_DATE = 98;

  static final int PROBE = 40;
  static final int INCR = 41;
  static final int DECR = 42;
  static final int CHNG = 43;
  static final int TRUNCATE = 45;

  static final int INQUIRE = 1;
  static final int CHANGE = 2;
  static final int RESOURCES = 3;
  static final int STATISTICS = 4;
  static final int VERSION = 5;

  static final int TCP = 1;
  static final int PHOEBUS = 2;

  private CommandId() {}
}
