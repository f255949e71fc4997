/**
 * Erasure coding: the Reed-Solomon code of {@code docs/erasure-coding.md}, and what it means for an
 * exNode. Arithmetic only, without I/O; transfers and repairs use it.
 */
@NullMarked
package org.datalogistics.lors.erasure;

import org.jspecify.annotations.NullMarked;
