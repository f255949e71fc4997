package org.datalogistics.lors.transfer;

import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.plan.UploadBlock;

/**
 * A copy of a block where it is now.
 *
 * @param extent of the file, for data; for parity, in a space of its own that begins at 0
 */
record StoredBlock(UploadBlock block, DepotAddress depot, Extent extent) {}
