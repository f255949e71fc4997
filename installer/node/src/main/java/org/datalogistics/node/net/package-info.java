/** The addresses of this machine: which of them others should be told. */
@NullMarked
package org.datalogistics.node.net;

import org.jspecify.annotations.NullMarked;
