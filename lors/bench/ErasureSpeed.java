import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.datalogistics.lors.erasure.ReedSolomon;
import org.datalogistics.lors.erasure.SliceCombiner;

/** Measures the erasure code on one core, by processor time: bytes of data slices per second. */
final class ErasureSpeed {
  private static final int SLICE = 1 << 20;

  public static void main(String[] arguments) {
    for (String coding : arguments) {
      String[] numbers = coding.split("\\+", 2);
      int k = Integer.parseInt(numbers[0]);
      int m = Integer.parseInt(numbers[1]);
      ReedSolomon code = new ReedSolomon(k, m);
      int[] all = IntStream.range(0, k + m).toArray();
      report(coding + " encode", k, m, code.encoder());
      int lost = Math.min(k, m); // the first data slices are lost, all parity helps
      report(
          coding + " decode, " + lost + " lost",
          k,
          lost,
          code.rebuilder(Arrays.copyOfRange(all, lost, lost + k), Arrays.copyOf(all, lost)));
    }
  }

  private static void report(String what, int inputs, int outputs, SliceCombiner combiner) {
    Random random = new Random(1);
    List<ByteBuffer> in = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      byte[] bytes = new byte[SLICE];
      random.nextBytes(bytes);
      in.add(ByteBuffer.wrap(bytes));
    }
    List<ByteBuffer> out = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      out.add(ByteBuffer.allocate(SLICE));
    }
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < 12; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int i = 0; i < 20; i++) {
        combiner.combine(in, out, SLICE);
      }
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      rates.add(20.0 * inputs * SLICE / nanos);
    }
    List<Double> warm = rates.subList(4, rates.size()).stream().sorted().toList();
    System.out.printf(
        "%-22s %6.2f GB/s (%.2f to %.2f)%n",
        what, warm.get(warm.size() / 2), warm.get(0), warm.get(warm.size() - 1));
  }
}
