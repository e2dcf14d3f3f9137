package io.github.dynamodbsession.emulator.disturbance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DisturbancesTest {

    @Test
    void eachOptionSetsItsOwnAndLeavesTheOthers() {
        Disturbances all = Disturbances.NONE
                .seed(2)
                .transactionTime(Duration.ofSeconds(3))
                .throttleProvisioned(true)
                .throttlePartitions(true)
                .staleReads(0.4, Duration.ofSeconds(5))
                .indexLag(Duration.ofSeconds(6))
                .activation(Duration.ofSeconds(7))
                .timeToLive(true)
                .lateAttempts(0.8, Duration.ofSeconds(9));
        assertThat(all)
                .isEqualTo(new Disturbances(
                        2,
                        Duration.ofSeconds(3),
                        true,
                        true,
                        0.4,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        true,
                        0.8,
                        Duration.ofSeconds(9)));
    }

    @Test
    void whatIsNoShareOrNoDurationIsRefusedByName() {
        assertThatThrownBy(() -> Disturbances.NONE.staleReads(1.5, Duration.ZERO))
                .hasMessage("staleReads must be from 0 to 1, not 1.5");
        assertThatThrownBy(() -> Disturbances.NONE.lateAttempts(Double.NaN, Duration.ZERO))
                .hasMessage("lateAttempts must be from 0 to 1, not NaN");
        assertThatThrownBy(() -> Disturbances.NONE.indexLag(Duration.ofSeconds(-1)))
                .hasMessage("indexLag must not be negative, but is PT-1S");
    }
}
