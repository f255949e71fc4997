/**
 * The durable metadata of a resource: transactions, the journal that they go into, and the database
 * that takes over from it. What is not there yet is looked up in memory.
 */
@NullMarked
package org.datalogistics.depot.metadata;

import org.jspecify.annotations.NullMarked;
