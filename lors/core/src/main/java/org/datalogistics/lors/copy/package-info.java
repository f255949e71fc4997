/**
 * Copies from depot to depot (LoRS spec 6.4): the bytes go straight from the depot that has them to
 * the one that gets them, or through this process where that cannot be. {@link
 * org.datalogistics.lors.copy.CopyPlan} says what is to be copied, {@link
 * org.datalogistics.lors.copy.Copies} does it; for augmenting, routing, repairing and uploads.
 */
@NullMarked
package org.datalogistics.lors.copy;

import org.jspecify.annotations.NullMarked;
