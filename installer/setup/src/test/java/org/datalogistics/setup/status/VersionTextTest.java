package org.datalogistics.setup.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTextTest {
  /** As the C depot writes it (IBP spec 7.11). */
  private static final String TEXT =
      """
      ibp_server: 1.6.8
      Uptime(d:hh:mm:ss): 0:00:12:31
      RID: 1 Max: 209715200 b (0.20 GB) Used: 0 b (0.00 GB) Diff: 209715200 b (0.20 GB) Free: 209715200 b (0.20 GB) Allocations: 3 (1 alias)  Corrupt count: 2 Activity count: 0
      Trash stats for RID: 1  Deleted: 0 b
      Total resources: 1  Max: 209715200 b (0.20 GB) Used: 0 b (0.00 GB) Diff: 209715200 b (0.20 GB) Free: 209715200 b (0.20 GB) Allocations: 3 (1 alias)  Corrupt count: 2
      """;

  @Test
  void whatKnownDepotsTellIsFound() {
    VersionText text = new VersionText(TEXT);

    assertThat(text.program()).contains("ibp_server: 1.6.8");
    assertThat(text.uptime()).contains("0:00:12:31");
    assertThat(text.counts("1"))
        .containsEntry("allocations", 3L)
        .containsEntry("aliases", 1L)
        .containsEntry("damaged", 2L);
    assertThat(text.counts("2")).isEmpty();
  }

  @Test
  void whatOthersTellIsLeftAlone() {
    VersionText text = new VersionText("hello\nRID: 1 Max: lots\n");

    assertThat(text.uptime()).isEmpty();
    assertThat(text.counts("1")).isEmpty();
    assertThat(new VersionText("").program()).isEmpty();
  }
}
