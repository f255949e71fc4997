/** Tests of the whole: who may use whom, and what the built toolkit does when it runs. */
@NullMarked
package org.datalogistics.packaging;

import org.jspecify.annotations.NullMarked;
