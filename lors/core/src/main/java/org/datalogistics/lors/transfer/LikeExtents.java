package org.datalogistics.lors.transfer;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.Extent;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.condition.Function;

/** What to do to further slices of a file: what was done to those that are there. */
final class LikeExtents {

  private LikeExtents() {}

  /**
   * The conditioning of extents, by the first one; without compression, which parity does not take.
   *
   * @throws LorsException when that takes a key that the exNode does not hold, or is not known here
   */
  static Conditioning of(List<Extent> extents) throws LorsException {
    if (extents.isEmpty() || extents.get(0).isRaw()) {
      return Conditioning.NONE;
    }
    List<Function> functions = new ArrayList<>();
    for (ConditioningStep step : extents.get(0).functions().steps()) {
      Function function =
          Function.named(step.name())
              .orElseThrow(
                  () ->
                      new LorsException(
                          "the file is conditioned with %s, which is not known here; say what is to be done to its new slices"
                              .formatted(step.name())));
      if (function == Function.AES_GCM && step.key().isEmpty()) {
        throw new LorsException(
            "the file is encrypted with a key that is not in the exNode: say how its new slices are to be encrypted");
      }
      if (!function.compresses()) {
        functions.add(function);
      }
    }
    long block = extents.get(0).e2eBlockSize();
    boolean usual = block < 1 || block > Conditioning.USUAL_BLOCK;
    return functions.isEmpty()
        ? Conditioning.NONE
        : Conditioning.of(functions, usual ? Conditioning.USUAL_BLOCK : block);
  }
}
