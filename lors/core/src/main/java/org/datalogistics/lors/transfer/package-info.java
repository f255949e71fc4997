/**
 * The operations that move bytes, {@link org.datalogistics.lors.transfer.Upload} and {@link
 * org.datalogistics.lors.transfer.Download}, and the engine behind them. For tools and services;
 * nothing here reads configuration.
 */
@NullMarked
package org.datalogistics.lors.transfer;

import org.jspecify.annotations.NullMarked;
