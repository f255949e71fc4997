/** Certificates and keys for the port that speaks TLS: from files, or made on the spot. */
@NullMarked
package org.datalogistics.depot.tls;

import org.jspecify.annotations.NullMarked;
