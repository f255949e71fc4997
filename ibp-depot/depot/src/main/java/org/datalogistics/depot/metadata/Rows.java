package org.datalogistics.depot.metadata;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.KeyHashes;
import org.datalogistics.depot.allocation.Lease;
import org.datalogistics.depot.allocation.Protection;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.Reliability;
import org.jspecify.annotations.Nullable;

/** Allocations as rows of the table. */
final class Rows {
  /** The columns in the order of this class. */
  static final String COLUMNS =
      "id, read_key, write_key, manage_key, reliability, type, max_size, size, read_count,"
          + " write_count, expires_at, created_at, start, tail_crc, crc, digest_type,"
          + " digest_block, damaged, master, window_offset, window_length, state, trashed_at";

  /** Adds the row or puts it in the place of the one with its id. */
  static final String PUT =
      "INSERT INTO allocation ("
          + COLUMNS
          + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE"
          + " SET read_key=excluded.read_key, write_key=excluded.write_key,"
          + " manage_key=excluded.manage_key, reliability=excluded.reliability,"
          + " type=excluded.type, max_size=excluded.max_size, size=excluded.size,"
          + " read_count=excluded.read_count, write_count=excluded.write_count,"
          + " expires_at=excluded.expires_at, start=excluded.start, tail_crc=excluded.tail_crc,"
          + " crc=excluded.crc, digest_type=excluded.digest_type,"
          + " digest_block=excluded.digest_block, damaged=excluded.damaged,"
          + " master=excluded.master, window_offset=excluded.window_offset,"
          + " window_length=excluded.window_length, state=excluded.state,"
          + " trashed_at=excluded.trashed_at";

  private Rows() {}

  /** Sets the parameters of {@link #PUT}. */
  static void bind(PreparedStatement put, AllocationRecord record) throws SQLException {
    int i = 1;
    put.setLong(i++, record.id());
    for (CapabilityKind kind : CapabilityKind.values()) {
      put.setBytes(i++, record.keys().of(kind));
    }
    Lease lease = record.lease();
    put.setInt(i++, lease.reliability().wireValue());
    put.setInt(i++, record.type().wireValue());
    put.setLong(i++, lease.maxSize());
    put.setLong(i++, record.size());
    put.setInt(i++, lease.readCount());
    put.setInt(i++, lease.writeCount());
    put.setLong(i++, lease.expiresAt());
    put.setLong(i++, record.createdAt());
    Contents contents = record.contents();
    put.setLong(i++, contents.start());
    setOrNull(put, i++, contents.tailKnown(), contents.tailCrc());
    Protection protection = record.protection();
    put.setInt(i++, protection.crc() ? 1 : 0);
    put.setInt(i++, protection.digest().type().wireValue());
    put.setLong(i++, protection.digest().blockSize());
    put.setInt(i++, protection.damaged() ? 1 : 0);
    Window window = record.window();
    setOrNull(put, i++, window != null, window == null ? 0 : window.master());
    setOrNull(put, i++, window != null, window == null ? 0 : window.offset());
    setOrNull(put, i++, window != null, window == null ? 0 : window.length());
    put.setInt(i++, RowCodes.of(record.state().kind()));
    setOrNull(put, i, record.state().isTrash(), record.state().trashedAt());
  }

  private static void setOrNull(PreparedStatement put, int index, boolean present, long value)
      throws SQLException {
    if (present) {
      put.setLong(index, value);
    } else {
      put.setNull(index, Types.INTEGER);
    }
  }

  /** Reads a row of {@link #COLUMNS}. */
  static AllocationRecord read(ResultSet row) throws SQLException {
    long id = row.getLong(1);
    AllocationType type = known(AllocationType.ofWire(row.getInt(6)), id, "type", row.getInt(6));
    Reliability reliability =
        known(Reliability.ofWire(row.getInt(5)), id, "reliability", row.getInt(5));
    ChecksumType digest = known(ChecksumType.ofWire(row.getInt(16)), id, "digest", row.getInt(16));
    State state =
        known(RowCodes.state(row.getInt(22), row.getLong(23)), id, "state", row.getInt(22));
    long tail = row.getLong(14);
    boolean tailKnown = !row.wasNull();
    long master = row.getLong(19);
    Window window = row.wasNull() ? null : new Window(master, row.getLong(20), row.getLong(21));
    return new AllocationRecord(
        id,
        new KeyHashes(row.getBytes(2), row.getBytes(3), row.getBytes(4)),
        type,
        row.getLong(12),
        new Lease(reliability, row.getLong(7), row.getInt(9), row.getInt(10), row.getLong(11)),
        new Contents(row.getLong(8), row.getLong(13), (int) tail, tailKnown),
        new Protection(
            row.getInt(15) != 0, new BlockChecksum(digest, row.getLong(17)), row.getInt(18) != 0),
        window,
        state);
  }

  private static <T> T known(@Nullable T value, long id, String what, int number)
      throws SQLException {
    if (value == null) {
      throw new SQLException("allocation " + id + " has " + what + " " + number);
    }
    return value;
  }
}
