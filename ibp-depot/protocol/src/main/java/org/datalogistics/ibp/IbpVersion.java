package org.datalogistics.ibp;

/** The layout of a request, its first field (IBP spec 1.1). */
public enum IbpVersion {
  /** LoCI 1.0 to 1.3: ALLOCATE and STATUS carry no resource id. */
  V0,
  /** LoCI 1.4 and ACCRE: ALLOCATE and STATUS carry a resource id. */
  V1
}
