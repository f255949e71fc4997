/**
 * Reading the documents of L-Store, called ex3 (exNode spec 7): segments that lie in a row, that
 * are striped, and the data of erasure-coded ones. Start at {@link
 * org.datalogistics.exnode.ex3.Ex3Reader}; nothing here writes.
 */
@NullMarked
package org.datalogistics.exnode.ex3;

import org.jspecify.annotations.NullMarked;
