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
  static final int PUSH = 20;
  static final int PULL = 21;

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
