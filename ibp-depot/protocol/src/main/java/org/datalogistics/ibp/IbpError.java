package org.datalogistics.ibp;

import java.util.HashMap;
import java.util.Map;

/** The one table of IBP status codes (IBP spec 3.3): name, number on the wire, meaning. */
public enum IbpError {
  GENERIC(-1, "operation failed"),
  SOCK_READ(-2, "reading from a socket failed"),
  SOCK_WRITE(-3, "writing to a socket failed"),
  CAP_NOT_FOUND(-4, "no allocation has that key (deleted, expired, or another kind of key)"),
  CAP_NOT_WRITE(-5, "not a write capability"),
  CAP_NOT_READ(-6, "not a read capability"),
  CAP_NOT_MANAGE(-7, "not a manage capability"),
  INVALID_WRITE_CAP(-8, "wrong secret in the write capability"),
  INVALID_READ_CAP(-9, "wrong secret in the read capability"),
  INVALID_MANAGE_CAP(-10, "wrong secret in the manage capability"),
  WRONG_CAP_FORMAT(-11, "the capability cannot be parsed"),
  CAP_ACCESS_DENIED(-12, "access denied"),
  CONNECTION(-13, "the depot could not reach the other depot"),
  FILE_OPEN(-14, "a storage file cannot be opened"),
  FILE_READ(-15, "storage cannot be read"),
  FILE_WRITE(-16, "storage cannot be written"),
  FILE_ACCESS(-17, "storage cannot be accessed"),
  FILE_SEEK_ERROR(-18, "offset out of bounds"),
  WOULD_EXCEED_LIMIT(-19, "no space, or a range outside the allocation or its data"),
  WOULD_DAMAGE_DATA(-20, "would cut stored data"),
  BAD_FORMAT(-21, "the request cannot be parsed"),
  TYPE_NOT_SUPPORTED(-22, "type not supported"),
  RSRC_UNAVAIL(-23, "resource unavailable"),
  INTERNAL(-24, "internal failure of the depot"),
  INVALID_CMD(-25, "command refused"),
  WOULD_BLOCK(-26, "operation would block"),
  PROT_VERS(-27, "unknown protocol version"),
  LONG_DURATION(-28, "lease longer than the resource allows"),
  WRONG_PASSWD(-29, "wrong password"),
  INVALID_PARAMETER(-30, "invalid parameter"),
  INV_PAR_HOST(-31, "invalid host"),
  INV_PAR_PORT(-32, "invalid port"),
  INV_PAR_ATDR(-33, "invalid duration"),
  INV_PAR_ATRL(-34, "invalid reliability"),
  INV_PAR_ATTP(-35, "invalid allocation type"),
  INV_PAR_SIZE(-36, "invalid size"),
  INV_PAR_PTR(-37, "invalid argument"),
  ALLOC_FAILED(-38, "allocation failed"),
  TOO_MANY_UNITS(-39, "too many units"),
  SET_SOCK_ATTR(-40, "cannot set a socket option"),
  GET_SOCK_ATTR(-41, "cannot read a socket option"),
  CLIENT_TIMEOUT(-42, "the client gave up waiting"),
  UNKNOWN_FUNCTION(-43, "command unknown or not permitted"),
  INV_IP_ADDR(-44, "client address refused"),
  WOULD_EXCEED_POLICY(-45, "beyond the policy of the resource"),
  SERVER_TIMEOUT(-46, "time out on the depot"),
  SERVER_RECOVERING(-47, "the depot is still recovering"),
  CAP_DELETING(-48, "the allocation is being deleted"),
  UNKNOWN_RS(-49, "unknown resource"),
  INVALID_RID(-50, "unknown resource id"),
  NFU_UNKNOWN(-51, "no such function"),
  NFU_DUP_PARA(-52, "the same capability twice"),
  QUEUE_FULL(-53, "too many requests"),
  CRT_AUTH_FAIL(-54, "certificate refused"),
  INVALID_CERT_FILE(-55, "invalid certificate file"),
  INVALID_PRIVATE_KEY_PASSWD(-56, "invalid private key password"),
  INVALID_PRIVATE_KEY_FILE(-57, "invalid private key file"),
  AUTHENTICATION_REQ(-58, "authentication required"),
  AUTHEN_NOT_SUPPORT(-59, "authentication not supported"),
  AUTHENTICATION_FAILED(-60, "authentication failed"),
  INVALID_HOST(-61, "invalid host"),
  CANT_CONNECT(-62, "cannot connect"),
  CHKSUM(-63, "checksum mismatch, or none stored"),
  CHKSUM_TYPE(-64, "bad checksum type"),
  CHKSUM_BLOCKSIZE(-65, "bad checksum block size"),
  OUT_OF_SOCKETS(-66, "the depot is overloaded, retry later");

  private static final Map<Integer, IbpError> BY_CODE = byCode();

  private final int code;
  private final String meaning;

  IbpError(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number on the wire, negative. */
  public int code() {
    return code;
  }

  /** What it means, for people. */
  public String meaning() {
    return meaning;
  }

  /** The error with that code; {@link #GENERIC} for a code that is in no table. */
  public static IbpError ofCode(long code) {
    int narrow = (int) code;
    return narrow == code ? BY_CODE.getOrDefault(narrow, GENERIC) : GENERIC;
  }

  private static Map<Integer, IbpError> byCode() {
    Map<Integer, IbpError> map = new HashMap<>();
    for (IbpError error : values()) {
      map.put(error.code, error);
    }
    return map;
  }
}
