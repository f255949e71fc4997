/**
 * What the start-up archive is made from: a short run through the classes that commands need. For
 * the script {@code make-archive} only.
 */
@NullMarked
package org.datalogistics.setup.archive;

import org.jspecify.annotations.NullMarked;
