/**
 * Tells viewers of other makers what a transfer does: drawing messages as the C tools print them,
 * and events for the web map. For tools.
 */
@NullMarked
package org.datalogistics.lors.events;

import org.jspecify.annotations.NullMarked;
