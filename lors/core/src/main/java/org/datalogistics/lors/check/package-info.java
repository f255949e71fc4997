/**
 * How a file fares and what can be done about it: which bytes can be had, how many copies there
 * are, until when; and repairs. For tools and services; start at {@link
 * org.datalogistics.lors.check.Check} and {@link org.datalogistics.lors.check.Repair}.
 */
@NullMarked
package org.datalogistics.lors.check;

import org.jspecify.annotations.NullMarked;
