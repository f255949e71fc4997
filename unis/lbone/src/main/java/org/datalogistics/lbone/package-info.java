/**
 * The L-Bone protocol (LoRS spec 7): values, one parser and one printer for both sides, and a
 * client. For clients that look for depots and for servers that answer them.
 */
@NullMarked
package org.datalogistics.lbone;

import org.jspecify.annotations.NullMarked;
