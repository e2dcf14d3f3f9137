package io.github.dynamodbsession.emulator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered outlives the process, however and whenever that ends. */
class KillRoundsTest {

    private static final long SEED = 20_261_129;

    @Test
    void everyWriteThatWasAnsweredOutlivesTenKills(@TempDir Path folder) throws Exception {
        rounds(folder, 10);
    }

    @Test
    @Tag("figures")
    void everyWriteThatWasAnsweredOutlivesAHundredKills(@TempDir Path folder) throws Exception {
        rounds(folder, 100);
    }

    private static void rounds(Path folder, int count) throws Exception {
        KillRounds rounds = new KillRounds(folder.resolve("tables.db"), SEED);
        for (int i = 0; i < count; i++) {
            rounds.round();
        }
        System.out.println(rounds);
        assertThat(rounds.answered()).isGreaterThan(count);
    }
}
