/**
 * The directory as the C tools see it: an L-Bone port, on which depots that have registered as
 * services are found (LoRS spec 7). For {@link org.datalogistics.unis.server.UnisServer}.
 */
@NullMarked
package org.datalogistics.unis.server.lbone;

import org.jspecify.annotations.NullMarked;
