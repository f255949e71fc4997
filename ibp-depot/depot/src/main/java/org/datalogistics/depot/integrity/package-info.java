/**
 * Checksums of what is stored: a CRC32C for each block of a data file, kept while bytes come in,
 * compared when they are read, and the digests that clients ask for. For the package that reads and
 * writes the files.
 */
@NullMarked
package org.datalogistics.depot.integrity;

import org.jspecify.annotations.NullMarked;
