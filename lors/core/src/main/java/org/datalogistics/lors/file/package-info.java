/**
 * Files in network storage for programs: open, read and write them like files, upload and download
 * whole ones. {@link org.datalogistics.lors.file.NetworkFiles} is where to begin.
 */
@NullMarked
package org.datalogistics.lors.file;

import org.jspecify.annotations.NullMarked;
