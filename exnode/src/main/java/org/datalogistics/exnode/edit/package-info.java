/**
 * Edits of exNodes (exNode spec 8.8): pure functions from documents to documents, for tools and
 * services. Nothing here touches storage; {@link org.datalogistics.exnode.edit.Trim#unused} tells
 * which allocations an edit leaves without use.
 */
@NullMarked
package org.datalogistics.exnode.edit;

import org.jspecify.annotations.NullMarked;
