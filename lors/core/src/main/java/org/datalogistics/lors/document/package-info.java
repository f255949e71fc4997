/** exNodes in files and in UNIS directories, for tools and services. */
@NullMarked
package org.datalogistics.lors.document;

import org.jspecify.annotations.NullMarked;
