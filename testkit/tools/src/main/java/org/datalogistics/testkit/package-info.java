/** Tools for tests of every module. */
@NullMarked
package org.datalogistics.testkit;

import org.jspecify.annotations.NullMarked;
