/**
 * Conditioning: what is done to a file's bytes before they are stored, and undone after loading
 * (exNode spec 3). For the transfer engine; other functions than {@code checksum} are refused with
 * their name.
 */
@NullMarked
package org.datalogistics.lors.condition;

import org.jspecify.annotations.NullMarked;
