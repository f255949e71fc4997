import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Sampled stacks, by what was asked of the kernel and by what it or the program did just then. */
final class Stacks {
  private static final Pattern FRAME = Pattern.compile("\\s*[0-9a-f]+ (.+?) \\(([^()]*)\\)\\s*");
  private static final Pattern CALL = Pattern.compile("(?:__x64_sys|__arm64_sys|ksys)_(\\w+)");

  /** Functions that say nothing by themselves: their caller counts. */
  private static final Pattern HELPER =
      Pattern.compile("_raw_spin.*|__?rcu.*|srso.*|__list.*|asm_.*|__cond_resched");

  /** What the function at the top of a kernel stack is for; the first that matches. */
  private static final Map<String, Pattern> KERNEL = new LinkedHashMap<>();

  static {
    KERNEL.put("copying bytes", Pattern.compile(".*copy.*|rep_movs.*|memcpy.*"));
    KERNEL.put("clearing fresh pages", Pattern.compile("clear_page.*|clear_huge.*|.*memset.*"));
    KERNEL.put(
        "pages of files",
        Pattern.compile(
            ".*(page|folio|shmem|filemap|lru|xas|xa_|memcg|charge|rmqueue|mapping|balance_dirty"
                + "|ext4|iomap|jbd2|fault_in|alloc|free|inode|generic_perform|workingset|truncate|splice|security_vm|find_lock).*"));
    KERNEL.put(
        "network",
        Pattern.compile(".*(tcp|skb|sock|inet|ip_|net_|netif|loopback|napi|xmit|nf_|csum).*"));
    KERNEL.put(
        "scheduling",
        Pattern.compile(".*(sched|schedule|futex|switch|wake|idle|enqueue|dequeue|ep_|epoll).*"));
  }

  private final Map<String, Integer> byCall = new TreeMap<>();
  private final Map<String, Integer> byKind = new TreeMap<>();
  private final Map<String, Integer> bySymbol = new TreeMap<>();
  private int total;

  private Stacks() {}

  /** From {@code perf script -F comm,ip,sym,dso}: a line for the thread, then its frames. */
  static Stacks parse(String script) {
    Stacks stacks = new Stacks();
    List<String[]> frames = new ArrayList<>();
    String thread = "";
    for (String line : script.split("\n", -1)) {
      var frame = FRAME.matcher(line);
      if (frame.matches()) {
        frames.add(new String[] {frame.group(1), frame.group(2)});
      } else if (line.isBlank() && !frames.isEmpty()) {
        stacks.add(thread, frames);
        frames.clear();
      } else if (!line.isBlank()) {
        thread = line.strip();
      }
    }
    return stacks;
  }

  private void add(String thread, List<String[]> frames) {
    total++;
    String top = frames.get(0)[0];
    boolean kernel = frames.get(0)[1].contains("kernel") || frames.get(0)[1].contains("guest");
    byCall.merge(kernel ? call(frames) : "not in the kernel", 1, Integer::sum);
    byKind.merge(kernel ? kind(telling(frames)) : work(thread, frames.get(0)[1]), 1, Integer::sum);
    bySymbol.merge(kernel ? top : top + " (" + program(frames.get(0)[1]) + ")", 1, Integer::sum);
  }

  private static String telling(List<String[]> frames) {
    return frames.stream()
        .map(frame -> frame[0])
        .filter(symbol -> !HELPER.matcher(symbol).matches())
        .findFirst()
        .orElse(frames.get(0)[0]);
  }

  private static String call(List<String[]> frames) {
    for (String[] frame : frames) {
      var call = CALL.matcher(frame[0]);
      if (call.matches()) {
        return call.group(1);
      }
    }
    return frames.stream().anyMatch(frame -> frame[0].contains("page_fault"))
        ? "page fault"
        : "interrupts";
  }

  private static String kind(String symbol) {
    for (Map.Entry<String, Pattern> kind : KERNEL.entrySet()) {
      if (kind.getValue().matcher(symbol).matches()) {
        return kind.getKey();
      }
    }
    return "kernel, else";
  }

  /** What a program does outside the kernel. */
  private static String work(String thread, String file) {
    if (thread.matches("C[12] Compiler.*")) {
      return "JVM compiling Java";
    } else if (thread.matches("GC .*|G1 .*|VM Thread.*")) {
      return "JVM collecting garbage";
    }
    return program(file);
  }

  private static String program(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    if (name.startsWith("libjvm")) {
      return "JVM itself";
    } else if (name.startsWith("perf-") || name.contains("JIT") || name.equals("[unknown]")) {
      return "compiled Java";
    } else if (name.endsWith("anon")) {
      return "compiled Java";
    }
    return name.replaceAll("[-.]?[0-9].*|\\.so.*", "");
  }

  int total() {
    return total;
  }

  void print(int shown) {
    print("in the system call", byCall, shown);
    print("doing", byKind, shown);
    print("in the function", bySymbol, shown);
  }

  private void print(String title, Map<String, Integer> counts, int shown) {
    System.out.println("  " + title);
    counts.entrySet().stream()
        .sorted((a, b) -> b.getValue() - a.getValue())
        .limit(shown)
        .forEach(
            entry ->
                System.out.printf(
                    Locale.ROOT,
                    "    %5.1f %%  %s%n",
                    100.0 * entry.getValue() / total,
                    entry.getKey()));
  }
}
