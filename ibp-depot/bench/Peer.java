import java.io.IOException;

/** One operation of one stream: so many blocks up or down. */
interface Peer extends AutoCloseable {
  /** Bytes of one block. */
  int BLOCK = 64 << 20;

  String name();

  long pid();

  void up(int stream, int blocks) throws IOException;

  void down(int stream, int blocks) throws IOException;

  /** Frees what the last {@link #up} of the streams took. */
  void clean(int streams) throws IOException;

  @Override
  void close() throws IOException;
}
