/**
 * The XML form of exNodes, as the LoRS tools in C read and write it (exNode spec 2). The way in is
 * {@link org.datalogistics.exnode.xml.XmlExNodeCodec}.
 */
@NullMarked
package org.datalogistics.exnode.xml;

import org.jspecify.annotations.NullMarked;
