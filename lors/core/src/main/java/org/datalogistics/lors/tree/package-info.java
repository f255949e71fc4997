/**
 * Many files at once, for tools and services: folders up and down, several files side by side,
 * small ones packed over few connections. Each file goes through {@code lors.transfer}; what fails
 * is told and the rest is done.
 */
@NullMarked
package org.datalogistics.lors.tree;

import org.jspecify.annotations.NullMarked;
