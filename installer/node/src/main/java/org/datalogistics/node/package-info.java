/**
 * What every service shares with the machine it runs on: the folder it owns. Configuration,
 * logging, lifecycle and addresses are in the packages below. For services and the set-up, not for
 * libraries.
 */
@NullMarked
package org.datalogistics.node;

import org.jspecify.annotations.NullMarked;
