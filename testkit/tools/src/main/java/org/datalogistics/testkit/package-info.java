/**
 * Tools for the tests of every module: seeded randomness, a clock to set, processes to kill, a TCP
 * proxy that misbehaves, a raw socket client and big random files. Nothing here knows any protocol
 * of the toolkit.
 */
@NullMarked
package org.datalogistics.testkit;

import org.jspecify.annotations.NullMarked;
