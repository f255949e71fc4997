/**
 * The {@code lors-*} commands: options as users of the C tools know them (LoRS spec 1 to 3), for
 * terminals and scripts. {@link org.datalogistics.lors.cli.LorsMain} is the way in; embedders call
 * a {@link org.datalogistics.lors.cli.LorsTool}.
 */
@NullMarked
package org.datalogistics.lors.cli;

import org.jspecify.annotations.NullMarked;
