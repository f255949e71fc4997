/**
 * The configuration of a service: declared once as a {@link
 * org.datalogistics.node.config.ConfigSchema} of typed {@link org.datalogistics.node.config.Key}s,
 * merged from defaults, the node document, the environment and flags, with all problems told at
 * once.
 */
@NullMarked
package org.datalogistics.node.config;

import org.jspecify.annotations.NullMarked;
