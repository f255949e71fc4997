/** The durable metadata of a resource: transactions and the store below them. */
@NullMarked
package org.datalogistics.depot.metadata;

import org.jspecify.annotations.NullMarked;
