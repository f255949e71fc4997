/** UNIS resources and queries. */
@NullMarked
package org.datalogistics.unis;

import org.jspecify.annotations.NullMarked;
