/**
 * Reading an exNode whose form is not known beforehand, see {@link
 * org.datalogistics.exnode.format.ExNodes}.
 */
@NullMarked
package org.datalogistics.exnode.format;

import org.jspecify.annotations.NullMarked;
