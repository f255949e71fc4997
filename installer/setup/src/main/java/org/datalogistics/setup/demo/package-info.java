/**
 * {@code dlt demo}: the toolkit's main job on one machine, for those who want to see it before they
 * read about it. Starts the services as processes of their own, and leaves nothing behind.
 */
@NullMarked
package org.datalogistics.setup.demo;

import org.jspecify.annotations.NullMarked;
