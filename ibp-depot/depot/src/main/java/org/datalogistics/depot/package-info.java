/**
 * The depot as a whole: its configuration, its life, the command that runs it.
 *
 * <p>For operators through {@code dlt depot}, for tests and embedders through {@link
 * org.datalogistics.depot.Depot}.
 */
@NullMarked
package org.datalogistics.depot;

import org.jspecify.annotations.NullMarked;
