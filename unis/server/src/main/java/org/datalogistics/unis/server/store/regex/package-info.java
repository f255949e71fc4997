/**
 * Regular expressions that strangers may send: matching takes time linear in the text, whatever the
 * expression, and no recursion. {@link org.datalogistics.unis.server.store.regex.LinearPattern} is
 * the front door. It says whether a text matches, not where; there are no back-references and no
 * look-around, which cannot be had in linear time.
 */
@NullMarked
package org.datalogistics.unis.server.store.regex;

import org.jspecify.annotations.NullMarked;
