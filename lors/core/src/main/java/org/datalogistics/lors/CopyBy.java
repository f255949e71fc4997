package org.datalogistics.lors;

/** Who makes the second and further copies of what is stored (LoRS spec 6.2, step 6). */
public enum CopyBy {
  /** This process sends each copy. */
  CLIENT,
  /** One copy is sent, the depots make the others from it; what they cannot, this process does. */
  DEPOTS
}
