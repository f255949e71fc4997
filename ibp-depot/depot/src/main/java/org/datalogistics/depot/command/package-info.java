/** What each IBP command does, as an outcome for the connection to carry out. No sockets here. */
@NullMarked
package org.datalogistics.depot.command;

import org.jspecify.annotations.NullMarked;
